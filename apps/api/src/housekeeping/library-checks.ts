import { checkAccountInvariants } from '../accounts/accounts.invariants.ts';
import { checkCashInvariants } from '../cash/cash.invariants.ts';
import { checkCirculationInvariants } from '../circulation/invariants.ts';
import { checkPatronInvariants } from '../patrons/patrons.invariants.ts';
import { isServer, type Db } from '../platform/database/database.ts';
import { fileOf, findDamage } from '../platform/database/embedded-file.ts';
import { findServerFaults } from '../platform/database/server-faults.ts';
import type { Finding } from '../platform/finding.ts';
import { checkPrivacyInvariants } from '../privacy/privacy.invariants.ts';

/** Something that must hold, by name, and what finds where it does not. */
export type LibraryCheck = readonly [name: string, find: () => Promise<Finding[]>];

/** Everything that must hold in a library's database. */
export function listLibraryChecks(databaseUrl: string, db: Db): LibraryCheck[] {
  return [
    ['database', () => findDatabaseFaults(databaseUrl, db)],
    ['circulation', () => checkCirculationInvariants(db)],
    ['accounts', () => checkAccountInvariants(db)],
    ['cash', () => checkCashInvariants(db)],
    ['readers', () => checkPatronInvariants(db)],
    ['privacy', () => checkPrivacyInvariants(db)],
  ];
}

async function findDatabaseFaults(databaseUrl: string, db: Db): Promise<Finding[]> {
  const texts = isServer(databaseUrl) ? await findServerFaults(db) : findDamage(fileOf(databaseUrl));
  return texts.map((text) => ({ code: 'database_damaged', params: { text } }));
}
