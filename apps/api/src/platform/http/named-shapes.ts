import { isDeepStrictEqual } from 'node:util';

type Schema = Record<string, unknown>;

/** The parts of an OpenAPI document that hold schemas. */
interface Document {
  components?: { schemas?: Record<string, unknown> };
  paths?: Record<string, unknown>;
}

const LISTS = ['anyOf', 'oneOf', 'allOf'];
const SINGLE = ['items', 'additionalProperties', 'not'];
const MAPS = ['properties', 'patternProperties'];

/** Lets a shape that stands in a route with its `$id` keep that name in the contract. */
export function nameById(schema: unknown): unknown {
  if (!isSchema(schema) || typeof schema['$id'] !== 'string') return schema;
  const { $id, ...rest } = schema;
  return { ...rest, title: $id };
}

/**
 * Gives every shape with a `title` its place among the contract's components, and refers to it where it stood. The application
 * itself keeps such shapes where they are: a name for the contract costs the validators and serializers nothing.
 *
 * @throws Error when two different shapes claim one name
 */
export function hoistNamedShapes<D extends object>(document: D): D {
  const { components, paths } = document as Document;
  const schemas = components?.schemas ?? {};

  function hoist(schema: unknown): unknown {
    if (!isSchema(schema)) return schema;
    const inside = hoistInside(schema);
    const { title, ...shape } = inside;
    if (typeof title !== 'string') return inside;
    // What a word of a list means depends on where it stands; what an object is does not.
    const { description, ...bare } = shape;
    const isWord = 'enum' in shape && description !== undefined;
    const named = isWord ? bare : shape;
    if (title in schemas && !isDeepStrictEqual(plain(schemas[title]), plain(named))) {
      throw new Error(`Two different shapes are called ${title} in the contract.`);
    }
    schemas[title] ??= named;
    return { $ref: `#/components/schemas/${title}`, ...(isWord ? { description } : {}) };
  }

  function hoistInside(schema: Schema): Schema {
    const copy = { ...schema };
    for (const key of SINGLE) if (isSchema(copy[key])) copy[key] = hoist(copy[key]);
    for (const key of LISTS) if (Array.isArray(copy[key])) copy[key] = copy[key].map(hoist);
    for (const key of MAPS) {
      const map = copy[key];
      if (isSchema(map)) copy[key] = Object.fromEntries(Object.entries(map).map(([name, one]) => [name, hoist(one)]));
    }
    return copy;
  }

  for (const [name, schema] of Object.entries(schemas)) if (isSchema(schema)) schemas[name] = hoistInside(schema);
  for (const holder of schemaHolders(paths)) holder['schema'] = hoist(holder['schema']);
  return document;
}

/** Everything under the paths that has a `schema`: parameters, and contents of bodies and answers. */
function* schemaHolders(node: unknown): Generator<Schema> {
  if (typeof node !== 'object' || node === null) return;
  if (isSchema(node) && isSchema(node['schema'])) yield node;
  else for (const value of Object.values(node)) yield* schemaHolders(value);
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function plain(schema: unknown): unknown {
  return JSON.parse(JSON.stringify(schema));
}
