import { Type, type Static } from 'typebox';
import { RecordKindSchema } from '../catalogue/records.schema.ts';
import { Nullable, OneOf, Ref, Scalar } from '../platform/schema.ts';
import { STEP_CODES, STEPS, type StepCode } from './explanation-steps.ts';
import type { Params } from './explanation.ts';
import { POLICY_NAMES, type PolicyName } from './policy-definitions.ts';

/** What a code carries with it; written out by the web in the reader's language. */
const ParamsSchema = Type.Record(Type.String(), Type.Unknown());

export const RefusalSchema = Type.Object(
  {
    code: Type.String(),
    severity: OneOf(['impossible', 'override', 'alert']),
    params: ParamsSchema,
    overridable: Type.Boolean({ description: 'The one who asked may override it' }),
    permission: Nullable(Type.String({ description: 'The permission that overriding it takes' })),
  },
  { $id: 'Refusal' },
);
export type Refusal = Static<typeof RefusalSchema>;

/** Each step with the kinds of its parameters, for whoever reads the contract. */
const STEP_LIST = STEP_CODES.map((code) => {
  const params = Object.entries(STEPS[code]).map(([name, kind]) => `${name}: ${kind}`);
  return `\`${code}\` (${params.join(', ')})`;
});

const StepSchema = Type.Object(
  {
    code: Type.Unsafe<StepCode>({ type: 'string', enum: STEP_CODES }),
    params: Type.Unsafe<Params>({ type: 'object', additionalProperties: Scalar }),
  },
  { $id: 'ExplanationStep', description: `A step with its operands and what came of them: ${STEP_LIST.join('; ')}.` },
);

const PolicyUseSchema = Type.Object(
  {
    name: Type.Unsafe<PolicyName>({ type: 'string', enum: POLICY_NAMES }),
    value: Scalar,
    source: Nullable(
      Type.Object(
        {
          id: Type.Integer(),
          branchId: Nullable(Type.Integer()),
          patronCategoryId: Nullable(Type.Integer()),
          itemTypeId: Nullable(Type.Integer()),
        },
        { description: 'The row that gave the value and where it is set; null: the built-in default' },
      ),
    ),
  },
  { $id: 'PolicyUse' },
);

export const ExplanationSchema = Type.Object(
  { steps: Type.Array(Ref(StepSchema)), policies: Type.Array(Ref(PolicyUseSchema)) },
  { $id: 'Explanation', description: 'How a decision came about, and the policy values that it used' },
);
/** The shapes that an explanation is made of, which the application must know by name. */
export const EXPLANATION_SHAPES = [StepSchema, PolicyUseSchema, ExplanationSchema];

export const RecordReferenceSchema = Type.Object(
  {
    id: Type.Integer(),
    title: Type.String(),
    authors: Type.Array(Type.String()),
    kind: RecordKindSchema,
  },
  { title: 'RecordReference' },
);
export type RecordReference = Static<typeof RecordReferenceSchema>;

export const PersonSchema = Type.Object({ id: Type.Integer(), name: Type.String() });

/** What a charge by hand is for. */
export const CHARGE_REASONS = ['membership', 'card', 'copies', 'damage', 'reservation', 'sale', 'other'] as const;

export const AccountLineSchema = Type.Object(
  {
    id: Type.Integer(),
    kind: OneOf(['overdue', 'lost', 'manual', 'payment', 'waiver', 'refund']),
    amount: Type.Integer(),
    outstanding: Type.Integer({ description: 'What is left to pay of a charge' }),
    reason: Nullable(OneOf(CHARGE_REASONS)),
    note: Nullable(Type.String()),
    loanId: Nullable(Type.Integer()),
    title: Nullable(Type.String()),
    createdAt: Type.String(),
    branchId: Nullable(Type.Integer()),
    staffName: Nullable(Type.String()),
  },
  { $id: 'AccountLine' },
);
