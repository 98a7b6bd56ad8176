import { listLibraryChecks, type LibraryCheck } from '../housekeeping/library-checks.ts';
import type { Finding } from '../platform/finding.ts';
import type { Command } from './command.ts';
import { withSearch } from './library.ts';

/** `biblio doctor`: whether everything that must hold does hold. */
export const doctor: Command = {
  name: 'doctor',
  summary: 'check that everything that must hold does hold',
  usage: `Usage: npm run biblio -- doctor [--json]

Checks the database's tables, the references between rows, loans, queues of holds, accounts, cash, readers, what was made
anonymous, and the search index. Changes nothing. Exit code 1 when something is wrong, with a line for each finding.`,
  run: (args, io) =>
    withSearch(io.config, async ({ db, search }) => {
      const checks: LibraryCheck[] = [
        ...listLibraryChecks(io.config.databaseUrl, db),
        [
          'search index',
          async () => {
            let position: string | null = null;
            do {
              position = search.position();
              await search.refresh();
              // Whoever saves waits for no more than a moment; after a large import the index needs several.
            } while (search.lag() > 0 && search.position() !== position);
            const lag = search.lag();
            return lag === 0 ? [] : [{ code: 'search_index_behind', params: { changes: lag } }];
          },
        ],
      ];
      const findings: Finding[] = [];
      for (const [index, [name, check]] of checks.entries()) {
        io.progress(index / checks.length, name);
        const found = await check();
        findings.push(...found);
        if (!args.includes('--json')) io.print(`${found.length === 0 ? '✓' : '✗'} ${name}`);
        if (!args.includes('--json'))
          for (const { code, params } of found) io.print(`    ${code} ${JSON.stringify(params)}`);
      }
      if (args.includes('--json')) io.print(JSON.stringify({ findings }));
      else io.print(findings.length === 0 ? 'Everything holds.' : `${findings.length} findings.`);
      return findings.length === 0 ? 0 : 1;
    }),
};
