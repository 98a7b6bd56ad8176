import { createRequire } from 'node:module';
import AjvCompiler from '@fastify/ajv-compiler';
import type { FastifySchemaCompiler, FastifySerializerCompiler, FastifyServerOptions } from 'fastify';

type Factories = NonNullable<NonNullable<FastifyServerOptions['schemaController']>['compilersFactory']>;
type ExternalSchemas = Parameters<ReturnType<typeof AjvCompiler>>[0];
type Validate = ReturnType<FastifySchemaCompiler<unknown>>;
type Serialize = ReturnType<FastifySerializerCompiler<unknown>>;
type ValidatorRoute = Parameters<FastifySchemaCompiler<unknown>>[0];
type SerializerRoute = Parameters<FastifySerializerCompiler<unknown>>[0];

/** The serializer that Fastify itself brings and would use: it is Fastify's dependency, not ours. */
const createSerializerFactory = createRequire(import.meta.resolve('fastify'))(
  '@fastify/fast-json-stringify-compiler',
) as () => (externalSchemas: unknown, options: unknown) => FastifySerializerCompiler<unknown>;

/** Fastify's compilers, and a way to have everything compiled at once. */
export interface SchemaCompilers {
  factories: Factories;
  /** Compiles every schema of every route, so that a test meets what the first request would. */
  compileAll: () => void;
}

/**
 * Compiles a route's validators and serializers when its first request comes. Compiling all of them took most of the start,
 * and most of its memory, for routes that many processes never serve.
 *
 * Validation uses two Ajv instances: text from addresses and headers is turned into numbers and booleans, JSON bodies are
 * taken at their word. Unknown fields are errors in both, and every error is reported, not only the first.
 *
 * @param checksSchemas holds the schemas to their meta-schema: for tests, since they are the same in every process.
 */
export function createSchemaCompilers({ checksSchemas = false } = {}): SchemaCompilers {
  const pending: (() => void)[] = [];
  const buildValidators = (externalSchemas: unknown) => {
    const compiler = AjvCompiler();
    const meta = checksSchemas ? {} : { meta: false, validateSchema: false };
    // A value of a policy may be of several types, and is meant to be.
    const shared = {
      removeAdditional: false,
      allErrors: true,
      useDefaults: true,
      allowUnionTypes: true,
      ...meta,
    } as const;
    const ajv = (coerceTypes: false | 'array') =>
      once(
        () =>
          compiler(externalSchemas as ExternalSchemas, {
            customOptions: { ...shared, coerceTypes },
          }) as FastifySchemaCompiler<unknown>,
      );
    const strict = ajv(false);
    const coercing = ajv('array');
    return (route: ValidatorRoute): Validate => {
      const compile = once(() => (route.httpPart === 'body' ? strict() : coercing())(route));
      pending.push(compile);
      const validate: Validate = (data) => {
        const compiled = compile();
        const result = compiled(data) as ReturnType<Validate>;
        validate.errors = compiled.errors ?? null;
        return result;
      };
      return validate;
    };
  };
  const buildSerializers = (externalSchemas: unknown, options: unknown) => {
    const compiler = createSerializerFactory()(externalSchemas, options);
    return (route: SerializerRoute): Serialize => {
      const compile = once(() => compiler(route));
      pending.push(compile);
      return (data) => compile()(data);
    };
  };
  return {
    factories: {
      // Fastify types the factories by its own implementations; ours have the shape that it documents.
      buildValidator: oncePerSchemas(buildValidators) as unknown as NonNullable<Factories['buildValidator']>,
      buildSerializer: oncePerSchemas(buildSerializers) as unknown as NonNullable<Factories['buildSerializer']>,
    },
    compileAll: () => {
      for (const compile of pending) compile();
    },
  };
}

/** Fastify asks anew for every route. Schemas are only ever added, so the same names mean the same schemas. */
function oncePerSchemas<T>(
  build: (schemas: unknown, options: unknown) => T,
): (schemas: Record<string, unknown>, options: unknown) => T {
  const built = new Map<string, T>();
  return (schemas, options) => {
    const key = Object.keys(schemas).join();
    let known = built.get(key);
    if (known === undefined) {
      known = build(schemas, options);
      built.set(key, known);
    }
    return known;
  };
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
