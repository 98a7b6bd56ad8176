import { Type, type Static } from 'typebox';
import type { Name2Schema } from './two-language-name.schema.ts';
import { Code } from './two-language-name.schema.ts';

const fields = { code: Code, name: Type.Unsafe<Static<typeof Name2Schema>>({ $ref: 'Name2#' }) };

export const ItemTypeSchema = Type.Object(
  { id: Type.Integer(), ...fields, code: Type.String(), version: Type.Integer() },
  { $id: 'ItemType' },
);
export type ItemType = Static<typeof ItemTypeSchema>;

export const NewItemTypeSchema = Type.Object(fields, { $id: 'NewItemType', additionalProperties: false });
export type NewItemType = Static<typeof NewItemTypeSchema>;

export const ItemTypeChangesSchema = Type.Partial(Type.Object(fields), {
  $id: 'ItemTypeChanges',
  additionalProperties: false,
  minProperties: 1,
});
export type ItemTypeChanges = Static<typeof ItemTypeChangesSchema>;
