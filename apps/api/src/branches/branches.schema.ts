import { Type, type Static } from 'typebox';
import { Nullable } from '../platform/schema.ts';
import { Code } from './two-language-name.schema.ts';

export const BranchSchema = Type.Object(
  {
    id: Type.Integer(),
    code: Type.String(),
    name: Type.String(),
    address: Nullable(Type.String()),
    phone: Nullable(Type.String()),
    email: Nullable(Type.String()),
    timeZone: Type.String({ description: 'IANA name, such as Europe/Paris' }),
    isPickupLocation: Type.Boolean({ description: 'Readers may have holds sent here' }),
    version: Type.Integer(),
  },
  { $id: 'Branch' },
);
export type Branch = Static<typeof BranchSchema>;

const required = {
  code: Code,
  name: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }),
  timeZone: Type.String({ minLength: 1, maxLength: 100 }),
};
const optional = {
  address: Nullable(Type.String({ maxLength: 500 })),
  phone: Nullable(Type.String({ maxLength: 50 })),
  email: Nullable(Type.String({ format: 'email', maxLength: 254 })),
  isPickupLocation: Type.Boolean(),
};

export const NewBranchSchema = Type.Object(
  { ...required, ...Type.Partial(Type.Object(optional)).properties },
  { $id: 'NewBranch', additionalProperties: false },
);
export type NewBranch = Static<typeof NewBranchSchema>;

export const BranchChangesSchema = Type.Partial(Type.Object({ ...required, ...optional }), {
  $id: 'BranchChanges',
  additionalProperties: false,
  minProperties: 1,
});
export type BranchChanges = Static<typeof BranchChangesSchema>;
