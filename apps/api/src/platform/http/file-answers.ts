import type { FastifyReply } from 'fastify';

// What is about one person or about money is kept by no cache.

/** Answers with a document that a browser shows, or saves under a name. */
export function sendPdf(reply: FastifyReply, pdf: Buffer, name: string): FastifyReply {
  return reply
    .type('application/pdf')
    .header('content-disposition', `inline; filename="${name}.pdf"`)
    .header('cache-control', 'no-store')
    .send(pdf);
}

/** Answers with a table that a browser saves under a name. */
export function sendCsv(reply: FastifyReply, csv: string, name: string): FastifyReply {
  return reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${name}.csv"`)
    .header('cache-control', 'no-store')
    .send(csv);
}
