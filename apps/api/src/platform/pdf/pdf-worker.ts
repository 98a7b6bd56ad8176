import { parentPort } from 'node:worker_threads';
import { renderPdf } from './pdf-renderer.ts';
import type { Sheet } from './sheet.ts';

export interface PdfRequest {
  id: number;
  sheet: Sheet;
}

export type PdfAnswer = { id: number } & ({ pdf: Uint8Array<ArrayBuffer> } | { error: string });

parentPort!.on('message', ({ id, sheet }: PdfRequest) => {
  renderPdf(sheet).then(
    (buffer) => {
      const pdf = new Uint8Array(buffer);
      parentPort!.postMessage({ id, pdf } satisfies PdfAnswer, [pdf.buffer]);
    },
    (error: unknown) => {
      // Every error must cross to the thread that asked.
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      parentPort!.postMessage({ id, error: text } satisfies PdfAnswer);
    },
  );
});
