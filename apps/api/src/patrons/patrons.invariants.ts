import type { Db } from '../platform/database/database.ts';
import type { Finding } from '../platform/finding.ts';
import { listPatronsToCheck } from './patrons.queries.ts';
import { toSearchName } from './search-name.ts';

const PAGE = 1000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Looks for readers who cannot be found by their name, or whose days are no days. */
export async function checkPatronInvariants(db: Db): Promise<Finding[]> {
  const findings: Finding[] = [];
  let afterId = 0;
  for (;;) {
    const patrons = await listPatronsToCheck(db, afterId, PAGE);
    for (const patron of patrons) {
      const patronId = patron.id;
      if (patron.searchName !== toSearchName(patron.familyName, patron.givenName)) {
        findings.push({ code: 'patron_search_name_stale', params: { patronId } });
      }
      for (const field of ['expiresOn', 'restrictedUntil', 'birthDate'] as const) {
        const day = patron[field];
        if (day !== null && !DAY.test(day))
          findings.push({ code: 'patron_day_malformed', params: { patronId, field } });
      }
    }
    if (patrons.length < PAGE) return findings;
    afterId = patrons.at(-1)!.id;
  }
}
