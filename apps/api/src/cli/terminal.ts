import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { CommandIo } from './command.ts';
import type { Config } from '../platform/config.ts';

const BAR_WIDTH = 30;

/** The terminal as commands see it: results on standard output, progress on standard error and only for a person. */
export function createTerminal(config: Config): CommandIo & { done: () => void } {
  const isPerson = process.stderr.isTTY === true;
  let isBarShown = false;
  const clear = () => {
    if (isBarShown) process.stderr.write('\r\u001b[K');
    isBarShown = false;
  };
  return {
    config,
    print: (line) => {
      clear();
      process.stdout.write(`${line}\n`);
    },
    progress: (share, text) => {
      if (!isPerson) return;
      const filled = share === null ? 0 : Math.round(share * BAR_WIDTH);
      const bar =
        share === null ? '' : `[${'█'.repeat(filled)}${'·'.repeat(BAR_WIDTH - filled)}] ${Math.floor(share * 100)} % `;
      process.stderr.write(`\r\u001b[K${bar}${text}`);
      isBarShown = true;
    },
    readSecret,
    done: clear,
  };
}

async function readSecret(prompt: string): Promise<string> {
  const isPerson = process.stdin.isTTY === true;
  if (isPerson) process.stderr.write(prompt);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: silent, terminal: isPerson });
  try {
    for await (const line of reader) return line;
    return '';
  } finally {
    reader.close();
    if (isPerson) process.stderr.write('\n');
  }
}
