import type { FastifyError, FastifyReply, FastifyRequest, FastifySchemaValidationError } from 'fastify';
import { Type } from 'typebox';
import { isBusy } from '../database/database-errors.ts';
import { ERRORS, Problem, problem, type ErrorCode, type FieldError } from '../errors.ts';

/** An RFC 9457 problem document. */
export const ProblemSchema = Type.Object(
  {
    type: Type.String({ description: 'A relative reference to the page that explains the code' }),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String({ description: 'Stable; never renamed' }),
    detail: Type.Optional(Type.String()),
    instance: Type.Optional(Type.String()),
    params: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    errors: Type.Optional(
      Type.Array(
        Type.Object({ path: Type.String(), code: Type.String(), message: Type.String() }, { title: 'FieldProblem' }),
      ),
    ),
    refusals: Type.Optional(Type.Unsafe({ type: 'array', items: { $ref: 'Refusal#' } })),
    explanation: Type.Optional(Type.Unsafe({ $ref: 'Explanation#' })),
  },
  { $id: 'Problem', additionalProperties: true },
);

export const PROBLEM_TYPE = 'application/problem+json';

/** Fastify's own errors, in our words. */
const FASTIFY_CODES: Record<string, ErrorCode> = {
  FST_ERR_BAD_URL: 'not_found',
  FST_ERR_CTP_BODY_TOO_LARGE: 'payload_too_large',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed_body',
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformed_body',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'malformed_body',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_REQ_FILE_TOO_LARGE: 'payload_too_large',
};

/** Answers any error as a problem document. What is not a Problem is logged and shown as `internal_error`, without details. */
export function sendError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const found = toProblem(error);
  if (found.status >= 500) request.log.error({ err: error }, 'request failed');
  const retryAfter = found.params['retryAfter'];
  if (typeof retryAfter === 'number') reply.header('retry-after', retryAfter);
  // A string, so that the route's response schema for the success case is not applied to it.
  return reply.code(found.status).type(PROBLEM_TYPE).send(toProblemText(found, request));
}

/** The problem document of a request that is refused, as text. */
export function toProblemText({ code, status, params, errors, extensions }: Problem, request: FastifyRequest): string {
  const { title } = ERRORS[code];
  const document = { type: `/api/docs/problems#${code}`, title, status, code, instance: request.url, params, errors };
  return JSON.stringify({ ...document, ...extensions });
}

function toProblem(error: FastifyError): Problem {
  if (error instanceof Problem) return error;
  if (error.validation !== undefined) {
    const errors = error.validation.map((one) => toFieldError(one, error.validationContext ?? 'body'));
    return problem('invalid_request', {}, { errors });
  }
  const known = FASTIFY_CODES[error.code];
  if (known !== undefined) return problem(known);
  if (error.statusCode === 429) return problem('too_many_requests');
  if (error.statusCode === 400) return problem('malformed_body');
  if (isBusy(error)) return problem('database_busy', { retryAfter: 1 });
  return problem('internal_error');
}

function toFieldError(one: FastifySchemaValidationError, part: string): FieldError {
  const missing = one.params['missingProperty'];
  const unknown = one.params['additionalProperty'];
  const extra = missing ?? unknown;
  const path = `${one.instancePath}${typeof extra === 'string' ? `/${extra}` : ''}`;
  return {
    path: part === 'body' ? path : `/${part}${path}`,
    code: one.keyword === 'additionalProperties' ? 'unknown_field' : one.keyword,
    message: one.message ?? 'is invalid',
  };
}
