import type { AlterTableNode, ColumnDefinitionNode, ForeignKeyConstraintNode } from 'kysely';
import {
  IdentifierNode,
  MysqlQueryCompiler,
  type AddColumnNode,
  type CreateIndexNode,
  type CreateTableNode,
  type DropIndexNode,
  type TableNode,
} from 'kysely';

/**
 * Compares byte for byte, trailing spaces included, on MySQL (the first name) and MariaDB (the second): so both answer as
 * SQLite does, and what people may write in several ways is compared by columns made for it.
 */
const COLLATION = '/*!80017 utf8mb4_0900_bin */ /*M!100205 utf8mb4_nopad_bin */';

/**
 * Writes the migrations' statements as MySQL needs them: tables in InnoDB and UTF-8; references of columns as constraints
 * of the table, because MySQL before 9 takes a column's own reference in and forgets it; and changes with the algorithm that
 * leaves the table in use, so that a server that would copy the table refuses instead.
 */
export class BiblioMysqlQueryCompiler extends MysqlQueryCompiler {
  protected override visitCreateTable(node: CreateTableNode): void {
    const references = node.columns.flatMap((column) => toConstraint(node.table, column) ?? []);
    const constraints = [...(node.constraints ?? []), ...references];
    super.visitCreateTable({ ...node, columns: node.columns.map(withoutReference), constraints });
    this.append(` engine = innodb default character set utf8mb4 collate ${COLLATION}`);
  }

  protected override visitAlterTable(node: AlterTableNode): void {
    super.visitAlterTable(node);
    const added = (node.columnAlterations ?? []).filter((one): one is AddColumnNode => one.kind === 'AddColumnNode');
    const references = added.flatMap(({ column }) => toConstraint(node.table, column) ?? []);
    for (const reference of references) {
      this.append(', add ');
      this.visitNode(reference);
    }
    this.append(`, ${algorithmOf(node, references.length > 0)}`);
  }

  protected override visitAddColumn(node: AddColumnNode): void {
    super.visitAddColumn({ ...node, column: withoutReference(node.column) });
  }

  protected override visitCreateIndex(node: CreateIndexNode): void {
    super.visitCreateIndex(node);
    this.append(' algorithm = inplace lock = none');
  }

  protected override visitDropIndex(node: DropIndexNode): void {
    super.visitDropIndex(node);
    this.append(' algorithm = inplace lock = none');
  }
}

/** A new reference or check has to hold for the rows that are there: MySQL copies the table for it, and desks may read meanwhile. */
function algorithmOf(node: AlterTableNode, hasReference: boolean): string {
  const constraint = node.addConstraint?.constraint.kind;
  if (hasReference || constraint === 'ForeignKeyConstraintNode' || constraint === 'CheckConstraintNode') {
    return 'algorithm = copy, lock = shared';
  }
  const isIndex = constraint !== undefined || node.addIndex !== undefined || node.dropIndex !== undefined;
  return isIndex || node.dropConstraint !== undefined ? 'algorithm = inplace, lock = none' : 'algorithm = instant';
}

function withoutReference({ references: _, ...column }: ColumnDefinitionNode): ColumnDefinitionNode {
  return column;
}

function toConstraint(table: TableNode, column: ColumnDefinitionNode): ForeignKeyConstraintNode | undefined {
  const { references } = column;
  if (references === undefined) return undefined;
  const name = `${table.table.identifier.name}_${column.column.column.name}_fk`;
  return {
    kind: 'ForeignKeyConstraintNode',
    columns: [column.column],
    references: { kind: 'ReferencesNode', table: references.table, columns: references.columns },
    name: IdentifierNode.create(name),
    ...(references.onDelete === undefined ? {} : { onDelete: references.onDelete }),
    ...(references.onUpdate === undefined ? {} : { onUpdate: references.onUpdate }),
  };
}
