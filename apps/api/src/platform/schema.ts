import { Type, type Static, type TSchema, type TSchemaOptions } from 'typebox';

/** A value or null. */
export const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

/** One of some words. With a `title`, the contract knows the list by that name. */
export const OneOf = <const T extends readonly [string, ...string[]]>(values: T, options: TSchemaOptions = {}) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: [...values], ...options });

/** A shape that was added with `app.addSchema`, by its `$id`. */
export const Ref = <T extends TSchema>(schema: T & { $id?: string }) =>
  Type.Unsafe<Static<T>>({ $ref: `${schema.$id}#` });

/** A single value, as JSON. A union by `type` is written out fast; one by `anyOf` is not. */
export const Scalar = Type.Unsafe<string | number | boolean | null>({
  type: ['string', 'number', 'boolean', 'null'],
});

/** The `id` in an address. */
export const IdParams = Type.Object({ id: Type.Integer({ minimum: 1 }) });
