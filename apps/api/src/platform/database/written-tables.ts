import type { CompiledQuery, OperationNode } from 'kysely';

/** Whether a statement that was built, and not written as text, may change rows of one of some tables. */
export function writesTo({ query }: CompiledQuery, tables: ReadonlySet<string>): boolean {
  switch (query.kind) {
    case 'InsertQueryNode':
      return isOneOf(tables, query.into);
    case 'UpdateQueryNode':
      return isOneOf(tables, query.table);
    case 'DeleteQueryNode':
      return query.from.froms.some((from) => isOneOf(tables, from));
    default:
      return false;
  }
}

function isOneOf(tables: ReadonlySet<string>, node: OperationNode | undefined): boolean {
  if (node?.kind === 'AliasNode') return isOneOf(tables, (node as OperationNode & { node: OperationNode }).node);
  if (node?.kind !== 'TableNode') return false;
  const { table } = node as OperationNode & { table: { identifier: { name: string } } };
  return tables.has(table.identifier.name);
}

/** The tables that say whose a token is, and what its owner may do. */
const IDENTITY_TABLES: ReadonlySet<string> = new Set([
  'api_tokens',
  'patrons',
  'roles',
  'sessions',
  'staff',
  'staff_roles',
]);

/** Whether a statement may change whose a token is, or what its owner may do. */
export function changesIdentities(query: CompiledQuery): boolean {
  return writesTo(query, IDENTITY_TABLES);
}
