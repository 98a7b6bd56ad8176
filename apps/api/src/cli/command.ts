import type { Config } from '../platform/config.ts';

/** One command of the command line. */
export interface Command {
  name: string;
  /** One line for the list of commands. */
  summary: string;
  /** What `--help` prints. */
  usage: string;
  /** Does the work and answers the exit code: 0 done, 1 done with findings, 2 not done. */
  run: (args: string[], io: CommandIo) => Promise<number>;
}

/** What a command may use of the process around it. */
export interface CommandIo {
  config: Config;
  /** Writes a line of the result. */
  print: (line: string) => void;
  /** Shows how far long work is: 0 to 1, or null where the end is not known. */
  progress: (share: number | null, text: string) => void;
  /** Reads a secret without showing it, or a line from a pipe. */
  readSecret: (prompt: string) => Promise<string>;
}

/** A wrong call: the message and the command's usage are printed, and the exit code is 2. */
export class UsageError extends Error {}
