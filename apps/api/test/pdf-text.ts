import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** What a reader's program finds in a PDF: each page with its size in points and its lines from top to bottom. */
export async function readPdf(pdf: Uint8Array) {
  const task = getDocument({ data: new Uint8Array(pdf), verbosity: 0 });
  const document = await task.promise;
  const pages: { width: number; height: number; lines: string[] }[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    const lines = new Map<number, { x: number; text: string }[]>();
    for (const item of items) {
      if (!('str' in item) || item.str.trim() === '') continue;
      const [x, y] = [item.transform[4] as number, Math.round(item.transform[5] as number)];
      lines.set(y, [...(lines.get(y) ?? []), { x, text: item.str }]);
    }
    const { width, height } = page.getViewport({ scale: 1 });
    const fromTop = [...lines].sort(([one], [other]) => other - one).map(([, parts]) => parts);
    const lineTexts = fromTop.map((parts) =>
      parts
        .sort((one, other) => one.x - other.x)
        .map(({ text }) => text)
        .join(' '),
    );
    pages.push({ width, height, lines: lineTexts });
  }
  const { info } = (await document.getMetadata()) as { info: Record<string, unknown> };
  const lang = (info['Language'] ?? null) as string | null;
  await task.destroy();
  return { pages, info, lang };
}

/** The lines of each page of a PDF, from top to bottom. */
export async function readPdfText(pdf: Uint8Array): Promise<string[][]> {
  return (await readPdf(pdf)).pages.map(({ lines }) => lines);
}
