import { Type, type Static } from 'typebox';
import { Nullable, OneOf, Scalar } from '../platform/schema.ts';

const scope = {
  branchId: Nullable(Type.Integer({ minimum: 1 })),
  patronCategoryId: Nullable(Type.Integer({ minimum: 1 })),
  itemTypeId: Nullable(Type.Integer({ minimum: 1 })),
};

const value = Type.Unsafe<Static<typeof Scalar>>({
  ...Scalar,
  description: 'A boolean, a whole number, a word of a choice or a day, as the definition says; null for no limit',
});

export const PolicyDefinitionSchema = Type.Object(
  {
    name: Type.String(),
    type: OneOf(['boolean', 'integer', 'money', 'day', 'choice']),
    unit: Nullable(Type.String()),
    scope: Type.Array(OneOf(['branch', 'category', 'type'])),
    isNullable: Type.Boolean({ description: 'null may be set, and means no limit' }),
    options: Type.Array(Type.String(), { description: 'The words of a choice' }),
    default: Scalar,
  },
  { $id: 'PolicyDefinition' },
);

export const PolicyValueSchema = Type.Object(
  { id: Type.Integer(), ...scope, name: Type.String(), value },
  { $id: 'PolicyValue' },
);
export type PolicyValue = Static<typeof PolicyValueSchema>;

export const NewPolicyValueSchema = Type.Object(
  { ...scope, name: Type.String({ minLength: 1, maxLength: 60 }), value },
  { $id: 'NewPolicyValue', additionalProperties: false },
);
export type NewPolicyValue = Static<typeof NewPolicyValueSchema>;

export const EffectivePoliciesQuery = Type.Object(
  {
    branchId: Type.Integer({ minimum: 1 }),
    patronCategoryId: Type.Integer({ minimum: 1 }),
    itemTypeId: Type.Integer({ minimum: 1 }),
  },
  { additionalProperties: false },
);

export const EffectivePoliciesSchema = Type.Object(
  {
    values: Type.Record(
      Type.String(),
      Type.Object({
        value: Scalar,
        source: Nullable(
          Type.Object(
            { id: Type.Integer(), ...scope },
            { description: 'The row that gives the value; null for the built-in default' },
          ),
        ),
      }),
    ),
  },
  { $id: 'EffectivePolicies' },
);
