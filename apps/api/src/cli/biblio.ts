import { readConfig } from '../platform/config.ts';
import { backup } from './backup.ts';
import { UsageError, type Command } from './command.ts';
import { copy } from './copy.ts';
import { doctor } from './doctor.ts';
import { exportCommand } from './export.ts';
import { describeFailure } from './failure.ts';
import { importCommand } from './import.ts';
import { migrate } from './migrate.ts';
import { reindex } from './reindex.ts';
import { restore } from './restore.ts';
import { createTerminal } from './terminal.ts';
import { user } from './user.ts';

const COMMANDS: readonly Command[] = [
  importCommand,
  exportCommand,
  user,
  reindex,
  migrate,
  copy,
  backup,
  restore,
  doctor,
];

const USAGE = `Usage: npm run biblio -- COMMAND [arguments]

${COMMANDS.map((command) => `  ${command.name.padEnd(10)}${command.summary}`).join('\n')}

Each has its own --help. Exit codes: 0 done, 1 done with findings, 2 not done.`;

async function main([name, ...args]: string[]): Promise<number> {
  const command = COMMANDS.find((one) => one.name === name);
  if (command === undefined) {
    const isAsked = name === undefined || name === '--help' || name === 'help';
    (isAsked ? process.stdout : process.stderr).write(
      isAsked ? `${USAGE}\n` : `Unknown command ${name}.\n\n${USAGE}\n`,
    );
    return isAsked ? 0 : 2;
  }
  if (args.includes('--help')) {
    process.stdout.write(`${command.usage}\n`);
    return 0;
  }
  try {
    const terminal = createTerminal(readConfig({ LOG_LEVEL: 'error', ...process.env }));
    const code = await command.run(args, terminal);
    terminal.done();
    return code;
  } catch (error) {
    // The last stop: a wrong call or a known refusal is a sentence for a person, anything else keeps its trace.
    const isWrongCall =
      error instanceof UsageError || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS') === true;
    if (isWrongCall) process.stderr.write(`${(error as Error).message}\n\n${command.usage}\n`);
    else process.stderr.write(`${describeFailure(error)}\n`);
    return 2;
  }
}

// Whoever reads the output may have seen enough (`| head`).
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2));
process.exitCode = await main(process.argv.slice(2));
