import type { Command } from './command.ts';
import { withSearch } from './library.ts';

/** `biblio reindex`: the search index made anew from the catalogue. */
export const reindex: Command = {
  name: 'reindex',
  summary: 'make the search index anew from the catalogue',
  usage: `Usage: npm run biblio -- reindex

The index is a copy made for searching; nothing is lost when it is. A running library rebuilds a damaged one by itself.`,
  run: (_args, io) =>
    withSearch(io.config, async ({ search }) => {
      let done = 0;
      await search.rebuild((records) => {
        done = records;
        io.progress(null, `${records} records`);
      });
      io.print(`${done} records indexed.`);
      return 0;
    }),
};
