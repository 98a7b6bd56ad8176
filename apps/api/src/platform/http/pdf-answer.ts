import type { FastifyReply } from 'fastify';

/** Answers with a document that a browser shows or saves under a name. It is about one person: no cache keeps it. */
export function sendPdf(reply: FastifyReply, pdf: Buffer, name: string): FastifyReply {
  return reply
    .type('application/pdf')
    .header('content-disposition', `inline; filename="${name}.pdf"`)
    .header('cache-control', 'no-store')
    .send(pdf);
}
