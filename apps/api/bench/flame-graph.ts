import type { Frame, Owner } from './cpu-profile.ts';

const WIDTH = 1200;
const ROW = 17;
const MARGIN = 8;
const HEADER = 44;
/** Narrower frames are left out, in pixels: nobody sees them, and they are most of the file. */
const LEAST_WIDTH = 2;
const CHARACTER = 6.4;

/** Readable on white and, with the sheet's own background, on dark pages. */
const COLOURS: Record<Owner, string> = { ours: '#f2b36b', package: '#a9cbe8', node: '#cfd8c8', engine: '#dcdcdc' };
export const LEGEND: Record<Owner, string> = {
  ours: 'Biblio Pro',
  package: 'packages',
  node: 'Node',
  engine: 'V8, native code',
};

/** Draws a profile as SVG: each frame as wide as the time that it took, and below it what it called. */
export function drawFlameGraph(root: Frame, title: string): string {
  const scale = (WIDTH - 2 * MARGIN) / root.total;
  const parts: string[] = [];
  let depth = 0;
  const draw = (frame: Frame, x: number, level: number) => {
    const width = frame.total * scale;
    if (width < LEAST_WIDTH) return;
    depth = Math.max(depth, level + 1);
    if (level > 0) parts.push(drawFrame(frame, x, level, width, root.total));
    let left = x;
    for (const child of frame.children) {
      draw(child, left, level + 1);
      left += child.total * scale;
    }
  };
  draw(root, MARGIN, 0);
  const height = HEADER + depth * ROW;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="11">`,
    `<title>${escape(title)}</title>`,
    `<rect width="${WIDTH}" height="${height}" fill="#fff"/>`,
    `<text x="${MARGIN}" y="20" font-size="14">${escape(title)}</text>`,
    ...(Object.keys(LEGEND) as Owner[]).map(drawLegend),
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}

function drawFrame(
  { name, place, owner, total }: Frame,
  x: number,
  level: number,
  width: number,
  whole: number,
): string {
  const y = HEADER + (level - 1) * ROW;
  const label = [name, place].filter((part) => part !== '').join(' · ');
  const fitting = Math.floor((width - 4) / CHARACTER);
  const shown = label.length <= fitting ? label : `${label.slice(0, Math.max(0, fitting - 1))}…`;
  const text = fitting < 4 ? '' : `<text x="${round(x + 3)}" y="${y + 12}">${escape(shown)}</text>`;
  const percent = ((total / whole) * 100).toFixed(1);
  return (
    `<g><title>${escape(label)}: ${percent} %</title>` +
    `<rect x="${round(x)}" y="${y}" width="${round(Math.max(width - 0.5, 0.5))}" height="${ROW - 1}" fill="${COLOURS[owner]}"/>` +
    `${text}</g>`
  );
}

function drawLegend(owner: Owner, place: number): string {
  const x = MARGIN + place * 130;
  return (
    `<rect x="${x}" y="28" width="11" height="11" fill="${COLOURS[owner]}"/>` +
    `<text x="${x + 16}" y="38">${LEGEND[owner]}</text>`
  );
}

function round(value: number): string {
  return String(Number(value.toFixed(1)));
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
