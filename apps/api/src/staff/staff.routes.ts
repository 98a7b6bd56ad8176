import { Type } from 'typebox';
import { WHOLE_LIBRARY } from '../platform/auth/branch-rules.ts';
import type { Permission } from '../platform/auth/permissions.ts';
import type { App, AppContext } from '../platform/context.ts';
import { problem } from '../platform/errors.ts';
import { etagOf, requireVersion } from '../platform/http/versions.ts';
import { IdParams, Ref } from '../platform/schema.ts';
import { findStaff, listRoles, listStaff } from './staff.queries.ts';
import { NewStaffMemberSchema, RoleSchema, StaffMemberChangesSchema, StaffMemberSchema } from './staff.schema.ts';
import { changeStaffMember, createStaffMember } from './staff.service.ts';

const StaffMemberRef = Ref(StaffMemberSchema);
const RoleRef = Ref(RoleSchema);
const tags = ['Staff'];
const config = { permission: 'staff.manage', branch: WHOLE_LIBRARY } as const;

/** Routes for the library's staff and their roles. */
export function registerStaffRoutes(app: App, context: AppContext): void {
  app.addSchema(StaffMemberSchema);
  app.addSchema(RoleSchema);

  app.get(
    '/api/v1/staff',
    {
      config,
      schema: {
        operationId: 'listStaff',
        tags,
        summary: 'All members of staff',
        response: { 200: Type.Object({ items: Type.Array(StaffMemberRef) }) },
      },
    },
    async () => ({ items: await listStaff(context.db) }),
  );

  app.post(
    '/api/v1/staff',
    {
      config,
      schema: {
        operationId: 'createStaffMember',
        tags,
        summary: 'Add a member of staff',
        body: NewStaffMemberSchema,
        response: { 201: StaffMemberRef },
      },
    },
    async (request, reply) => {
      const created = await createStaffMember(context, request.actor, request.body);
      return reply.code(201).header('etag', etagOf(created.version)).send(created);
    },
  );

  app.get(
    '/api/v1/staff/:id',
    {
      config,
      schema: {
        operationId: 'getStaffMember',
        tags,
        summary: 'One member of staff',
        params: IdParams,
        response: { 200: StaffMemberRef },
      },
    },
    async (request, reply) => {
      const found = await findStaff(context.db, request.params.id);
      if (found === undefined) throw problem('not_found');
      return reply.header('etag', etagOf(found.version)).send(found);
    },
  );

  app.patch(
    '/api/v1/staff/:id',
    {
      config,
      schema: {
        operationId: 'changeStaffMember',
        tags,
        summary: 'Change a member of staff (If-Match)',
        params: IdParams,
        body: StaffMemberChangesSchema,
        response: { 200: StaffMemberRef },
      },
    },
    async (request, reply) => {
      const changed = await changeStaffMember(context, request.actor, request.params.id, request.body, (version) =>
        requireVersion(request, version),
      );
      return reply.header('etag', etagOf(changed.version)).send(changed);
    },
  );

  app.get(
    '/api/v1/roles',
    {
      config,
      schema: {
        operationId: 'listRoles',
        tags,
        summary: 'The roles and their permissions',
        response: { 200: Type.Object({ items: Type.Array(RoleRef) }) },
      },
    },
    async () => ({
      items: (await listRoles(context.db)).map((role) => ({
        code: role.code,
        name: { fr: role.name_fr, en: role.name_en },
        permissions: JSON.parse(role.permissions) as Permission[],
      })),
    }),
  );
}
