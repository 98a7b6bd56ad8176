import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { parseMysqlUrl, type MysqlAddress } from '../platform/database/mysql-address.ts';
import { problem } from '../platform/errors.ts';

/** The engines on a server, each with tools of its own. */
export type ServerEngine = 'mysql' | 'mariadb';

const TOOLS = {
  mysql: { dump: 'mysqldump', client: 'mysql', log: 'mysqlbinlog' },
  mariadb: { dump: 'mariadb-dump', client: 'mariadb', log: 'mariadb-binlog' },
} as const;
type Tool = keyof (typeof TOOLS)['mysql'];

/** How much of what a tool complains of is shown. */
const COMPLAINT_CHARACTERS = 2000;

/** The tools of one server, which know how to reach it. Nothing secret is ever among their arguments. */
export interface MysqlTools {
  engine: ServerEngine;
  /** Runs a tool and gives what it writes; the stream fails when the tool does. */
  read: (tool: Tool, args: readonly string[]) => Readable;
  /** Runs a tool on what it is to read. */
  feed: (tool: Tool, args: readonly string[], input: Readable) => Promise<void>;
  /** Starts a tool that goes on until it is stopped, and tells what it complained of when it ends. */
  start: (tool: Tool, args: readonly string[]) => { child: ChildProcess; complaint: () => string };
  /** Removes the file with the password. */
  close: () => void;
}

/**
 * Finds the tools of a server's engine and writes a file, which only this account can read, with the address and the password.
 *
 * @param folder where the tools are; null for those of PATH.
 * @throws Problem `backup_tool_missing` and `backup_tool_other`, naming the tool.
 */
export async function openMysqlTools(
  url: string,
  engine: ServerEngine,
  folder: string | null,
  needed: readonly Tool[],
): Promise<MysqlTools> {
  const pathOf = (tool: Tool) => (folder === null ? TOOLS[engine][tool] : path.join(folder, TOOLS[engine][tool]));
  for (const tool of needed) await requireTool(pathOf(tool), engine);
  const address = parseMysqlUrl(url) as MysqlAddress;
  const secrets = mkdtempSync(path.join(tmpdir(), 'biblio-tools-'));
  const options = path.join(secrets, 'options.cnf');
  writeFileSync(options, writeOptions(address, engine, secrets), { mode: 0o600 });
  const launch = (tool: Tool, args: readonly string[], stdin: 'ignore' | 'pipe') => {
    const child = spawn(pathOf(tool), [`--defaults-file=${options}`, ...args], {
      // mysqlbinlog reads and writes moments in the time zone of its process.
      env: { ...process.env, TZ: 'UTC' },
      stdio: [stdin, 'pipe', 'pipe'],
    });
    let complaint = '';
    child.stderr!.on('data', (chunk: Buffer) => {
      complaint = (complaint + chunk.toString()).slice(-COMPLAINT_CHARACTERS);
    });
    const ended = once(child, 'close').then(([code, signal]) => {
      if (code !== 0)
        throw problem('backup_tool_failed', {
          tool: TOOLS[engine][tool],
          reason: complaint.trim() || (signal ?? code),
        });
    });
    // Whoever uses it waits for it in the end; until then its failure is nobody's.
    ended.catch(() => {});
    return { child, ended, complaint: () => complaint.trim() };
  };
  return {
    engine,
    read: (tool, args) => {
      const { child, ended } = launch(tool, args, 'ignore');
      async function* output(): AsyncGenerator<Buffer> {
        try {
          for await (const chunk of child.stdout!) yield chunk as Buffer;
          await ended;
        } finally {
          // Whoever reads it may have given up.
          child.kill();
        }
      }
      return Readable.from(output(), { objectMode: false });
    },
    feed: async (tool, args, input) => {
      const { child, ended } = launch(tool, args, 'pipe');
      child.stdout!.resume();
      try {
        await pipeline(input, child.stdin!);
      } catch (error) {
        child.kill();
        // A tool that ended before it had read all says itself why.
        if (isBrokenPipe(error)) await ended;
        throw error;
      }
      await ended;
    },
    start: (tool, args) => {
      const { child, complaint } = launch(tool, args, 'ignore');
      child.stdout!.resume();
      return { child, complaint };
    },
    close: () => rmSync(secrets, { recursive: true, force: true }),
  };
}

function isBrokenPipe(error: unknown): boolean {
  return ['EPIPE', 'ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE'].includes((error as { code?: string }).code ?? '');
}

async function requireTool(tool: string, engine: ServerEngine): Promise<void> {
  let version: string;
  try {
    version = (await promisify(execFile)(tool, ['--version'])).stdout;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw problem('backup_tool_missing', { tool });
    throw error;
  }
  // Some systems call MariaDB's tools by the names of MySQL's.
  if (/mariadb/i.test(version) !== (engine === 'mariadb'))
    throw problem('backup_tool_other', { tool, version: version.trim() });
}

function writeOptions({ host, port, user, password, tls }: MysqlAddress, engine: ServerEngine, folder: string): string {
  const lines = [
    `host=${quote(host)}`,
    `port=${port}`,
    'protocol=tcp',
    `user=${quote(user)}`,
    `password=${quote(password)}`,
  ];
  if (tls?.ca !== undefined) {
    const file = path.join(folder, 'ca.pem');
    writeFileSync(file, tls.ca, { mode: 0o600 });
    lines.push(`ssl-ca=${quote(file)}`);
  }
  if (engine === 'mariadb') {
    lines.push(tls === null ? 'skip-ssl' : 'ssl');
    if (tls !== null) lines.push(tls.rejectUnauthorized ? 'ssl-verify-server-cert' : 'skip-ssl-verify-server-cert');
  } else {
    const mode = !tls?.rejectUnauthorized ? 'REQUIRED' : tls.verifyIdentity ? 'VERIFY_IDENTITY' : 'VERIFY_CA';
    lines.push(`ssl-mode=${tls === null ? 'DISABLED' : mode}`, 'get-server-public-key');
  }
  return `[client]\n${lines.join('\n')}\n`;
}

/** A value of an option file: within quotes only a backslash has a meaning. */
function quote(value: string): string {
  return `"${value.replaceAll('\\', '\\\\')}"`;
}
