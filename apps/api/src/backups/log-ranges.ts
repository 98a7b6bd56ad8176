/** A part of a file of a server's binary log, as it is stored: those bytes, compressed, and encrypted where that is asked for. */
export interface LogRange {
  server: string;
  /** The file on the server, such as `binlog.000012`. */
  file: string;
  /** From which byte of that file, up to which one. */
  from: number;
  to: number;
  /** Whether the file ends there. */
  isEnd: boolean;
  /** Of what is stored. */
  sha256: string;
  isEncrypted: boolean;
}

/** All that is stored of binary logs lies below it. */
export const LOG_FOLDER = 'log/';

const NAME = /^log\/([\w-]+)\/([\w.-]+)\/(\d+)-(\d+)(-end)?\.([0-9a-f]{64})\.zst(\.age)?$/;

/** The name says everything of a range, so that the list of names is its catalogue. */
export function nameOfRange({ server, file, from, to, isEnd, sha256, isEncrypted }: LogRange): string {
  const pad = (offset: number) => String(offset).padStart(12, '0');
  const range = `${pad(from)}-${pad(to)}${isEnd ? '-end' : ''}`;
  return `${LOG_FOLDER}${server}/${file}/${range}.${sha256}.zst${isEncrypted ? '.age' : ''}`;
}

/** Reads such a name; null for that of something else. */
export function parseRange(name: string): LogRange | null {
  const [, server, file, from, to, end, sha256, age] = NAME.exec(name) ?? [];
  if (server === undefined || file === undefined || sha256 === undefined) return null;
  return {
    server,
    file,
    from: Number(from),
    to: Number(to),
    isEnd: end !== undefined,
    sha256,
    isEncrypted: age !== undefined,
  };
}

/** The number of a file of the log. */
export function numberOf(file: string): number {
  return Number(/(\d+)$/.exec(file)?.[1] ?? Number.NaN);
}

/** A file of the log as far as it is stored. */
export interface LogFile {
  file: string;
  /** Ranges that follow each other from its first byte. */
  ranges: LogRange[];
  to: number;
  isEnd: boolean;
}

/**
 * Puts together what is stored of one server's log from a file on, as far as nothing is missing in it. Where ranges overlap,
 * as after a program that was killed while it put them together, the longest is taken.
 */
export function assembleLog(ranges: readonly LogRange[], firstFile: string): LogFile[] {
  const files: LogFile[] = [];
  for (let number = numberOf(firstFile); ; number += 1) {
    const file = assembleFile(ranges.filter((range) => numberOf(range.file) === number));
    if (file === null) return files;
    files.push(file);
    if (!file.isEnd) return files;
  }
}

function assembleFile(ranges: readonly LogRange[]): LogFile | null {
  const chosen: LogRange[] = [];
  let to = 0;
  for (;;) {
    const [next] = ranges
      .filter(({ from }) => from === to)
      .sort((a, b) => b.to - a.to || Number(b.isEnd) - Number(a.isEnd));
    if (next === undefined || (next.to === to && !next.isEnd)) break;
    chosen.push(next);
    to = next.to;
    if (next.isEnd) break;
  }
  const last = chosen.at(-1);
  return last === undefined ? null : { file: last.file, ranges: chosen, to, isEnd: last.isEnd };
}
