import { Type } from 'typebox';
import { WHOLE_LIBRARY } from '../platform/auth/branch-rules.ts';
import type { App, AppContext } from '../platform/context.ts';
import { decodeCursor, isIdPosition, PageQuery, toPage } from '../platform/pagination.ts';
import { Nullable } from '../platform/schema.ts';
import { listAuditEntries } from './audit-log.queries.ts';

const AuditEntrySchema = Type.Object(
  {
    id: Type.Integer(),
    at: Type.String(),
    actorKind: Type.String(),
    actorId: Nullable(Type.Integer()),
    actorName: Type.String(),
    action: Type.String(),
    entity: Type.String(),
    entityId: Nullable(Type.Integer()),
    branchId: Nullable(Type.Integer()),
    before: Type.Unknown(),
    after: Type.Unknown(),
  },
  { title: 'AuditEntry' },
);

/** The audit log, newest first. It has no other routes: it is only appended to. */
export function registerAuditRoutes(app: App, { db }: AppContext): void {
  app.get(
    '/api/v1/audit',
    {
      config: { permission: 'audit.view', branch: WHOLE_LIBRARY },
      schema: {
        operationId: 'listAuditEntries',
        tags: ['Audit'],
        summary: 'Who did what, newest first',
        querystring: Type.Object(
          {
            ...PageQuery,
            entity: Type.Optional(Type.String({ maxLength: 60 })),
            entityId: Type.Optional(Type.Integer()),
            actorId: Type.Optional(Type.Integer()),
            action: Type.Optional(Type.String({ maxLength: 60 })),
            from: Type.Optional(Type.String({ maxLength: 30, description: 'From this instant or day on' })),
            to: Type.Optional(Type.String({ maxLength: 30, description: 'Before this instant or day' })),
          },
          { additionalProperties: false },
        ),
        response: {
          200: Type.Object({ items: Type.Array(AuditEntrySchema), nextCursor: Nullable(Type.String()) }),
        },
      },
    },
    async (request) => {
      const { limit = 20, cursor, ...filter } = request.query;
      const beforeId = decodeCursor(cursor, isIdPosition);
      const rows = await listAuditEntries(db, { ...filter, beforeId, limit: limit + 1 });
      const page = toPage(rows, limit, (row) => row.id);
      return {
        nextCursor: page.nextCursor,
        items: page.items.map((row) => ({
          id: row.id,
          at: row.at,
          actorKind: row.actor_kind,
          actorId: row.actor_id,
          actorName: row.actor_name,
          action: row.action,
          entity: row.entity,
          entityId: row.entity_id,
          branchId: row.branch_id,
          before: row.before === null ? null : JSON.parse(row.before),
          after: row.after === null ? null : JSON.parse(row.after),
        })),
      };
    },
  );
}
