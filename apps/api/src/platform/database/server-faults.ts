import { sql } from 'kysely';
import type { Db } from './database.ts';

interface Reference {
  name: string;
  child: string;
  childColumn: string;
  parent: string;
  parentColumn: string;
}

/**
 * What is wrong with a library's tables on a database server: damage that the engine finds itself, tables that a dump
 * brought back in another engine or with other rules of comparison, and references to rows that are not there.
 */
export async function findServerFaults(db: Db): Promise<string[]> {
  const { rows: tables } = await sql<{ name: string; engine: string; collation: string }>`
    select table_name as name, engine as engine, table_collation as collation
    from information_schema.tables where table_schema = database() and table_type = 'BASE TABLE'
    order by table_name
  `.execute(db);
  const faults: string[] = [];
  for (const { name, engine, collation } of tables) {
    if (engine !== 'InnoDB') faults.push(`table ${name} is in the engine ${engine}, which knows no transactions`);
    if (!/_bin$/.test(collation)) faults.push(`table ${name} compares by ${collation}, not byte for byte`);
    const { rows: checks } = await sql<{ Msg_type: string; Msg_text: string }>`check table ${sql.table(name)}`.execute(
      db,
    );
    for (const check of checks) {
      if (check.Msg_type === 'error') faults.push(`table ${name}: ${check.Msg_text}`);
    }
  }
  for (const reference of await listReferences(db)) {
    const orphans = await countOrphans(db, reference);
    if (orphans > 0) {
      faults.push(`${orphans} rows of ${reference.child} refer to a missing row of ${reference.parent}`);
    }
  }
  return faults;
}

async function listReferences(db: Db): Promise<Reference[]> {
  const { rows } = await sql<Reference>`
    select constraint_name as name, table_name as child, column_name as childColumn,
      referenced_table_name as parent, referenced_column_name as parentColumn
    from information_schema.key_column_usage
    where table_schema = database() and referenced_table_name is not null
    order by constraint_name
  `.execute(db);
  return rows;
}

async function countOrphans(db: Db, { child, childColumn, parent, parentColumn }: Reference): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from ${sql.table(child)} as c
    left join ${sql.table(parent)} as p on ${sql.ref(`p.${parentColumn}`)} = ${sql.ref(`c.${childColumn}`)}
    where ${sql.ref(`c.${childColumn}`)} is not null and ${sql.ref(`p.${parentColumn}`)} is null
  `.execute(db);
  return rows[0]!.count;
}
