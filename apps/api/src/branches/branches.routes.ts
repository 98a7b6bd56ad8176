import { Type } from 'typebox';
import { WHOLE_LIBRARY } from '../platform/auth/branch-rules.ts';
import type { App, AppContext } from '../platform/context.ts';
import { problem } from '../platform/errors.ts';
import { etagOf, requireVersion } from '../platform/http/versions.ts';
import { IdParams, Ref } from '../platform/schema.ts';
import { findBranch, listBranches } from './branches.queries.ts';
import { BranchChangesSchema, BranchSchema, NewBranchSchema } from './branches.schema.ts';
import { changeBranch, createBranch } from './branches.service.ts';

const BranchRef = Ref(BranchSchema);
const tags = ['Branches'];

/** Routes for the library's branches. */
export function registerBranchRoutes(app: App, context: AppContext): void {
  app.addSchema(BranchSchema);

  app.get(
    '/api/v1/branches',
    {
      config: { permission: 'public' },
      schema: {
        operationId: 'listBranches',
        tags,
        summary: 'All branches, by name',
        response: { 200: Type.Object({ items: Type.Array(BranchRef) }) },
      },
    },
    async () => ({ items: await listBranches(context.db) }),
  );

  app.post(
    '/api/v1/branches',
    {
      config: { permission: 'settings.manage', branch: WHOLE_LIBRARY },
      schema: {
        operationId: 'createBranch',
        tags,
        summary: 'Add a branch',
        body: NewBranchSchema,
        response: { 201: BranchRef },
      },
    },
    async (request, reply) => {
      const created = await createBranch(context, request.actor, request.body);
      return reply.code(201).header('etag', etagOf(created.version)).send(created);
    },
  );

  app.get(
    '/api/v1/branches/:id',
    {
      config: { permission: 'public' },
      schema: {
        operationId: 'getBranch',
        tags,
        summary: 'One branch',
        params: IdParams,
        response: { 200: BranchRef },
      },
    },
    async (request, reply) => {
      const found = await findBranch(context.db, request.params.id);
      if (found === undefined) throw problem('not_found');
      return reply.header('etag', etagOf(found.version)).send(found);
    },
  );

  app.patch(
    '/api/v1/branches/:id',
    {
      config: { permission: 'settings.manage', branch: WHOLE_LIBRARY },
      schema: {
        operationId: 'changeBranch',
        tags,
        summary: 'Change a branch (If-Match)',
        params: IdParams,
        body: BranchChangesSchema,
        response: { 200: BranchRef },
      },
    },
    async (request, reply) => {
      const changed = await changeBranch(context, request.actor, request.params.id, request.body, (version) =>
        requireVersion(request, version),
      );
      return reply.header('etag', etagOf(changed.version)).send(changed);
    },
  );
}
