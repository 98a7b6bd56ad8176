import { Type, type Static, type TSchema, type TUnsafe } from 'typebox';

/**
 * A shape that may also be null, written with a list of types. Unlike `anyOf`, it keeps Ajv from coercing a null into
 * an empty string or a zero.
 */
export function nullable<Shape extends TSchema & { type: string }>(shape: Shape): TUnsafe<Static<Shape> | null> {
  return Type.Unsafe<Static<Shape> | null>({ ...shape, type: [shape.type, 'null'] });
}
