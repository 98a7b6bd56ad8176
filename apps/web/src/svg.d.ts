/** An SVG file imported as its text (the `.svg` loader of angular.json). */
declare module '*.svg' {
  const text: string;
  export default text;
}
