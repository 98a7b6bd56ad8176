import { Type, type Static } from 'typebox';
import { Value } from 'typebox/value';
import { problem } from '../platform/errors.ts';

/** The form of manifests that this version writes and reads. */
const FORMAT = 1;

/** Where in a server's binary log a dump stands: what is behind it is in the dump, what follows is not. */
const LogPositionSchema = Type.Object({
  /** Names the log: the server's own identity. */
  server: Type.String({ pattern: '^[\\w-]+$' }),
  file: Type.String({ pattern: '^[\\w.-]+$' }),
  offset: Type.Integer({ minimum: 4 }),
});
export type LogPosition = Static<typeof LogPositionSchema>;

/** What a backup is, written beside it when it is whole: a backup without a manifest was never finished. */
const ManifestSchema = Type.Object({
  format: Type.Literal(FORMAT),
  id: Type.String({ pattern: '^\\d{8}T\\d{6}Z-[0-9a-f]{4}$' }),
  /** The moment that it holds. */
  madeAt: Type.String(),
  engine: Type.Union([Type.Literal('sqlite'), Type.Literal('mysql'), Type.Literal('mariadb')]),
  engineVersion: Type.String(),
  /** The database's name on its server, which its binary log names its rows by. */
  database: Type.Union([Type.String(), Type.Null()]),
  release: Type.String(),
  migrations: Type.Array(Type.String()),
  /** The name of what is beside the manifest. */
  file: Type.String({ pattern: '^[\\w.-]+$' }),
  isEncrypted: Type.Boolean(),
  /** What is stored, and what it is once decrypted and decompressed. */
  bytes: Type.Integer(),
  sha256: Type.String(),
  rawBytes: Type.Integer(),
  rawSha256: Type.String(),
  /** For each table how many rows it has, and a checksum of them. */
  tables: Type.Record(Type.String(), Type.Object({ rows: Type.Integer(), checksum: Type.String() })),
  log: Type.Union([LogPositionSchema, Type.Null()]),
  seconds: Type.Number(),
});
export type Manifest = Static<typeof ManifestSchema>;

/** What a restore into a scratch database found. */
const VerificationSchema = Type.Object({
  verifiedAt: Type.String(),
  release: Type.String(),
  isSound: Type.Boolean(),
  /** What was found wrong, in sentences. */
  findings: Type.Array(Type.String()),
  /** The moment that a restore would bring back, and how long before the verification it was. */
  recoveryPoint: Type.String(),
  recoveryPointSeconds: Type.Number(),
  /** How long the restore took, from the first byte read to a database that can be used. */
  recoverySeconds: Type.Number(),
});
export type Verification = Static<typeof VerificationSchema>;

/** Makes the manifest's form and version known to it. */
export function describeManifest(facts: Omit<Manifest, 'format'>): Manifest {
  return { format: FORMAT, ...facts };
}

/**
 * Reads a manifest.
 *
 * @throws Problem `backup_newer` for a form that only a later version knows, `backup_damaged` for what is no manifest.
 */
export function parseManifest(text: string, name: string): Manifest {
  const value = parseJson(text, name) as { format?: unknown } | null;
  if (typeof value?.format === 'number' && value.format > FORMAT) throw problem('backup_newer', { file: name });
  if (!Value.Check(ManifestSchema, value)) throw problem('backup_damaged', { file: name, reason: 'no manifest' });
  return value;
}

/** Reads what a verification wrote. */
export function parseVerification(text: string, name: string): Verification {
  const value = parseJson(text, name);
  if (!Value.Check(VerificationSchema, value)) throw problem('backup_damaged', { file: name, reason: 'no report' });
  return value;
}

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw problem('backup_damaged', { file: name, reason: (error as Error).message });
  }
}
