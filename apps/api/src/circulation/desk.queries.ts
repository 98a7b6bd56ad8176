import type { RecordKind, RecordSummary } from '../catalogue/records.schema.ts';
import type { PatronSummary } from '../patrons/patrons.schema.ts';
import type { Db } from '../platform/database/database.ts';
import type { RecordReference } from './shapes.schema.ts';

/** Patrons by id, in that order, with what the desk shows of them. `today` decides whether a restriction is in force. */
export async function listFoundPatrons(db: Db, ids: readonly number[], today: string): Promise<PatronSummary[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('patrons')
    .select((eb) => [
      'patrons.id',
      'patrons.family_name as familyName',
      'patrons.given_name as givenName',
      'patrons.category_id as categoryId',
      'patrons.branch_id as branchId',
      'patrons.expires_on as expiresOn',
      'patrons.restricted_until as restrictedUntil',
      eb
        .selectFrom('patron_cards')
        .select((sub) => sub.fn.max('patron_cards.number').as('number'))
        .whereRef('patron_cards.patron_id', '=', 'patrons.id')
        .where('patron_cards.status', '=', 'active')
        .as('cardNumber'),
      eb
        .selectFrom('loans')
        .select((sub) => sub.fn.countAll<number>().as('count'))
        .whereRef('loans.patron_id', '=', 'patrons.id')
        .where('loans.returned_at', 'is', null)
        .as('loanCount'),
      eb
        .selectFrom('holds')
        .select((sub) => sub.fn.countAll<number>().as('count'))
        .whereRef('holds.patron_id', '=', 'patrons.id')
        .where('holds.active_key', 'is not', null)
        .as('holdCount'),
      eb
        .selectFrom('account_lines')
        .select((sub) => sub.fn.sum<number>('account_lines.amount').as('sum'))
        .whereRef('account_lines.patron_id', '=', 'patrons.id')
        .as('balance'),
    ])
    .where('patrons.id', 'in', ids)
    .execute();
  const found = new Map(
    rows.map(({ restrictedUntil, ...row }): [number, PatronSummary] => [
      row.id,
      {
        ...row,
        isRestricted: restrictedUntil !== null && restrictedUntil >= today,
        loanCount: Number(row.loanCount),
        holdCount: Number(row.holdCount),
        balance: Number(row.balance ?? 0),
      },
    ]),
  );
  return ids.flatMap((id) => found.get(id) ?? []);
}

/** Patrons each of whose words begins a part of the name, in any order. */
export async function listPatronIdsByName(db: Db, words: readonly string[], limit: number): Promise<number[]> {
  let query = db.selectFrom('patrons').select('id').orderBy('search_name').orderBy('id').limit(limit);
  for (const word of words) {
    query = query.where((eb) =>
      eb.or([eb('search_name', 'like', `${word}%`), eb('search_name', 'like', `% ${word}%`)]),
    );
  }
  return (await query.execute()).map(({ id }) => id);
}

export async function findRecordReference(db: Db, id: number): Promise<RecordReference> {
  const row = await db
    .selectFrom('records')
    .select(['id', 'title', 'authors', 'kind'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return { ...row, authors: JSON.parse(row.authors) as string[], kind: row.kind as RecordKind };
}

/** Records by id, in that order, with how many of their copies are where. */
export async function listFoundRecords(db: Db, ids: readonly number[]): Promise<RecordSummary[]> {
  if (ids.length === 0) return [];
  const records = await db.selectFrom('records').selectAll().where('id', 'in', ids).execute();
  const copies = await db
    .selectFrom('items')
    .leftJoin('loans', 'loans.open_item_id', 'items.id')
    .leftJoin('holds', 'holds.trapped_item_id', 'items.id')
    .select([
      'items.record_id as recordId',
      'items.status',
      'items.transit_to_branch_id as transitTo',
      'loans.id as loanId',
      'holds.id as holdId',
    ])
    .where('items.record_id', 'in', ids)
    .where('items.status', '<>', 'withdrawn')
    .execute();
  const holds = await db
    .selectFrom('holds')
    .select((eb) => ['record_id as recordId', eb.fn.countAll<number>().as('count')])
    .where('record_id', 'in', ids)
    .where('active_key', 'is not', null)
    .groupBy('record_id')
    .execute();
  const found = new Map(
    records.map((row): [number, RecordSummary] => {
      const own = copies.filter(({ recordId }) => recordId === row.id);
      const isFree = (copy: (typeof own)[number]) =>
        copy.status === 'available' && copy.loanId === null && copy.holdId === null && copy.transitTo === null;
      return [
        row.id,
        {
          id: row.id,
          controlNumber: row.control_number,
          kind: row.kind as RecordKind,
          title: row.title,
          subtitle: row.subtitle,
          authors: JSON.parse(row.authors) as string[],
          publisher: row.publisher,
          year: row.year,
          language: row.language,
          isbns: JSON.parse(row.isbns) as string[],
          subjects: JSON.parse(row.subjects) as string[],
          availability: {
            total: own.length,
            available: own.filter(isFree).length,
            onLoan: own.filter(({ loanId }) => loanId !== null).length,
            holds: Number(holds.find(({ recordId }) => recordId === row.id)?.count ?? 0),
          },
        },
      ];
    }),
  );
  return ids.flatMap((id) => found.get(id) ?? []);
}
