import AjvCompiler from '@fastify/ajv-compiler';
import type { FastifySchemaCompiler, FastifyServerOptions } from 'fastify';

type Factories = NonNullable<NonNullable<FastifyServerOptions['schemaController']>['compilersFactory']>;
// Fastify types the factory by two of its own implementations; ours has the shape it documents.
type BuildValidator = NonNullable<Factories['buildValidator']>;
type ExternalSchemas = Parameters<ReturnType<typeof AjvCompiler>>[0];

/**
 * Two Ajv instances: text from addresses and headers is turned into numbers and booleans, JSON bodies are taken at their word.
 * Unknown fields are errors in both, and every error is reported, not only the first.
 */
export const buildValidator = ((externalSchemas: unknown): FastifySchemaCompiler<unknown> => {
  const compiler = AjvCompiler();
  const schemas = externalSchemas as ExternalSchemas;
  const shared = { removeAdditional: false, allErrors: true, useDefaults: true };
  const strict = compiler(schemas, {
    customOptions: { ...shared, coerceTypes: false },
  }) as FastifySchemaCompiler<unknown>;
  const coercing = compiler(schemas, {
    customOptions: { ...shared, coerceTypes: 'array' },
  }) as FastifySchemaCompiler<unknown>;
  return (route) => (route.httpPart === 'body' ? strict(route) : coercing(route));
}) as BuildValidator;
