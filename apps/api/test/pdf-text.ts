import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** The text of a PDF, as a reader's program finds it: the lines of each page, from top to bottom. */
export async function readPdfText(pdf: Uint8Array): Promise<string[][]> {
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  const pages: string[][] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent();
    const lines = new Map<number, string[]>();
    for (const item of items) {
      if (!('str' in item) || item.str.trim() === '') continue;
      const height = Math.round(item.transform[5] as number);
      lines.set(height, [...(lines.get(height) ?? []), item.str]);
    }
    pages.push([...lines].sort(([one], [other]) => other - one).map(([, parts]) => parts.join(' ')));
  }
  await document.loadingTask.destroy();
  return pages;
}
