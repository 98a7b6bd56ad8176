import { Type } from 'typebox';
import { BRANCH_OF_BODY, branchOf } from '../platform/auth/branch-rules.ts';
import type { App, AppContext } from '../platform/context.ts';
import { IdParams, Ref } from '../platform/schema.ts';
import * as queries from './policies.queries.ts';
import {
  EffectivePoliciesQuery,
  EffectivePoliciesSchema,
  NewPolicyValueSchema,
  PolicyDefinitionSchema,
  PolicyValueSchema,
} from './policies.schema.ts';
import { setPolicyValue, unsetPolicyValue } from './policies.service.ts';
import { POLICY_DEFINITIONS, POLICY_NAMES } from './policy-definitions.ts';
import { resolvePolicies } from './policy-resolution.ts';

const tags = ['Policies'];

/** Routes for what the library has set about lending, charging and holding. */
export function registerPolicyRoutes(app: App, context: AppContext): void {
  app.addSchema(PolicyDefinitionSchema);
  app.addSchema(PolicyValueSchema);
  app.addSchema(EffectivePoliciesSchema);
  const ofValue = branchOf('the branch of the value', async (id) => {
    const row = await queries.findPolicyRow(context.db, id);
    return row === undefined ? [] : [row.branchId];
  });

  app.get(
    '/api/v1/policies',
    {
      config: { permission: 'staff' },
      schema: {
        operationId: 'listPolicies',
        tags,
        summary: 'Every policy there is, and every value that is set',
        response: {
          200: Type.Object({
            definitions: Type.Array(Ref(PolicyDefinitionSchema)),
            values: Type.Array(Ref(PolicyValueSchema)),
          }),
        },
      },
    },
    async () => ({ definitions: listDefinitions(), values: await queries.listPolicyRows(context.db) }),
  );

  app.get(
    '/api/v1/policies/effective',
    {
      config: { permission: 'staff' },
      schema: {
        operationId: 'getEffectivePolicies',
        tags,
        summary: 'The value of every policy for a branch, a category and a type, and where it comes from',
        querystring: EffectivePoliciesQuery,
        response: { 200: Ref(EffectivePoliciesSchema) },
      },
    },
    async (request) => {
      const rows = await queries.listPolicyRowsFor(context.db, request.query);
      const { values, sources } = resolvePolicies(rows, request.query);
      const entries = POLICY_NAMES.map((name) => [name, { value: values[name], source: sources[name] }] as const);
      return { values: Object.fromEntries(entries) };
    },
  );

  app.put(
    '/api/v1/policies/values',
    {
      config: { permission: 'policies.edit', branch: BRANCH_OF_BODY },
      schema: {
        operationId: 'setPolicyValue',
        tags,
        summary: 'Set the value of a policy at a scope',
        body: NewPolicyValueSchema,
        response: { 200: Ref(PolicyValueSchema) },
      },
    },
    (request) => setPolicyValue(context, request.actor, request.body),
  );

  app.delete(
    '/api/v1/policies/values/:id',
    {
      config: { permission: 'policies.edit', branch: ofValue },
      schema: {
        operationId: 'unsetPolicyValue',
        tags,
        summary: 'Take a value away, so that the next wider scope holds',
        params: IdParams,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await unsetPolicyValue(context, request.actor, request.params.id);
      return reply.code(204).send(null);
    },
  );
}

function listDefinitions() {
  return POLICY_NAMES.map((name) => {
    const { type, unit, scope, isNullable, default: value } = POLICY_DEFINITIONS[name];
    const definition = POLICY_DEFINITIONS[name];
    const options = 'options' in definition ? [...(definition.options ?? [])] : [];
    return { name, type, unit, scope: [...scope], isNullable, options, default: value };
  });
}
