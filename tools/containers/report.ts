import { styleText } from 'node:util';

/** Looks at claims one after the other, keeps what was seen, and prints it as a table in the end. */
export interface Report {
  /** Looks at one claim: what `look` answers is the figure beside it, what it throws is why it does not hold. Answers whether it holds. */
  claim: (text: string, look: () => Promise<string> | string) => Promise<boolean>;
  /** Prints the table. Answers how many claims do not hold. */
  print: () => number;
}

export function createReport(): Report {
  const rows: { text: string; seen: string; holds: boolean; seconds: number }[] = [];
  return {
    async claim(text, look) {
      const began = performance.now();
      let seen: string;
      let holds = true;
      try {
        seen = await look();
      } catch (error) {
        // The table is to show every claim, also after one that does not hold.
        holds = false;
        seen = (error as Error).message;
      }
      rows.push({ text, seen, holds, seconds: (performance.now() - began) / 1000 });
      process.stderr.write(`${holds ? '✓' : styleText('red', '✗')} ${text}: ${seen}\n`);
      return holds;
    },
    print() {
      const width = Math.max(...rows.map(({ text }) => text.length));
      const lines = rows.map(({ text, seen, holds, seconds }) => {
        const took = `${seconds.toFixed(1)} s`.padStart(8);
        return `${holds ? '✓' : '✗'} ${text.padEnd(width)} ${took}  ${seen.split('\n')[0]}`;
      });
      const failed = rows.filter(({ holds }) => !holds).length;
      process.stdout.write(`\n${lines.join('\n')}\n\n${rows.length - failed} claims hold, ${failed} do not.\n`);
      return failed;
    },
  };
}
