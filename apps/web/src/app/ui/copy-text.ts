/** Puts a text on the clipboard. Answers whether the browser let it: it stays on the page to be selected by hand. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
