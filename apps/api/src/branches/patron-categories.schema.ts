import { Type, type Static } from 'typebox';
import type { Name2Schema } from './two-language-name.schema.ts';
import { Code } from './two-language-name.schema.ts';

const fields = {
  code: Code,
  name: Type.Unsafe<Static<typeof Name2Schema>>({ $ref: 'Name2#' }),
  membershipMonths: Type.Integer({ minimum: 1, maximum: 240, description: 'How long a membership lasts' }),
};

export const PatronCategorySchema = Type.Object(
  { id: Type.Integer(), ...fields, code: Type.String(), version: Type.Integer() },
  { $id: 'PatronCategory' },
);
export type PatronCategory = Static<typeof PatronCategorySchema>;

export const NewPatronCategorySchema = Type.Object(
  { ...fields, membershipMonths: Type.Optional(fields.membershipMonths) },
  { $id: 'NewPatronCategory', additionalProperties: false },
);
export type NewPatronCategory = Static<typeof NewPatronCategorySchema>;

export const PatronCategoryChangesSchema = Type.Partial(Type.Object(fields), {
  $id: 'PatronCategoryChanges',
  additionalProperties: false,
  minProperties: 1,
});
export type PatronCategoryChanges = Static<typeof PatronCategoryChangesSchema>;
