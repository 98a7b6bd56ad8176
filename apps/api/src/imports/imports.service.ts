import { createReadStream } from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import type { Actor } from '../platform/auth/actor.ts';
import { toTimestamp } from '../platform/clock.ts';
import type { AppContext } from '../platform/context.ts';
import { inTransaction, type Db } from '../platform/database/database.ts';
import { Problem, problem } from '../platform/errors.ts';
import { guessMapping } from './csv-columns.ts';
import { inspectFile, planReading } from './import-file.ts';
import { keyTitle, planTitle } from './import-plan.ts';
import { emptyProgress } from './import-run.ts';
import {
  cancelImport,
  findImport,
  haveBranchAndType,
  insertImport,
  queueImport,
  updatePreview,
  type ImportInput,
  type StoredImport,
} from './imports.queries.ts';
import type { Import, ImportChoices, PreviewLine } from './imports.schema.ts';
import { KeySet } from './key-set.ts';
import { readTitles, type ReadingPlan } from './title-reader.ts';
import { findKnownTitles } from './titles.queries.ts';
import { findUpload, removeUpload, storeUpload } from './uploads.ts';

/** Records that a preview shows. */
const PREVIEW_RECORDS = 20;

/** An upload with what the form said beside it. */
export interface Upload {
  file: Readable;
  fileName: string;
  /** The form's other fields; they may come after the file, so they are asked for when the file is stored. */
  choices: () => Promise<ImportChoices>;
}

/** Takes a file in, recognises it and shows what its first records would do. Nothing of it is imported yet. */
export async function createImport(context: AppContext, actor: Actor, upload: Upload): Promise<Import> {
  const { db, clock, audit } = context;
  const { storedAs, size } = await storeUpload(context, upload.file);
  try {
    const choices = await upload.choices();
    const fileName = path.basename(upload.fileName.replaceAll('\\', '/')).slice(0, 200) || 'upload';
    const input = await inspect(context, { fileName, storedAs, size, choices });
    const id = await inTransaction(db, async (trx) => {
      const created = await insertImport(trx, input, actor.id, toTimestamp(clock()));
      await audit(trx, actor, {
        action: 'import.upload',
        entity: 'import',
        entityId: created,
        after: { fileName, size },
      });
      return created;
    });
    return presentImport(await requireImport(db, id));
  } catch (error) {
    await removeUpload(context, storedAs);
    throw error;
  }
}

/** Shows anew what the first records would do, with other choices. */
export async function previewAgain(context: AppContext, id: number, choices: ImportChoices): Promise<Import> {
  const { input, status } = await requireImport(context.db, id);
  if (status !== 'preview') throw problem('import_started');
  const renewed = await inspect(context, { ...input, choices: { ...input.choices, ...choices } });
  if (!(await updatePreview(context.db, id, renewed))) throw problem('import_started');
  return presentImport(await requireImport(context.db, id));
}

/** Starts an import; a worker takes it from here. */
export async function startImport(
  context: AppContext,
  actor: Actor,
  id: number,
  choices: ImportChoices,
): Promise<Import> {
  const { db, audit } = context;
  const { input, status } = await requireImport(db, id);
  if (status !== 'preview') throw problem('import_started');
  const merged = { ...input.choices, ...choices };
  const defaults = merged.itemDefaults;
  if (defaults !== undefined && !(await haveBranchAndType(db, defaults.homeBranchId, defaults.itemTypeId))) {
    throw problem('import_defaults_unknown');
  }
  // Refused now rather than in the background: whoever starts it is still there to choose.
  await planReading(await findUpload(context, input), merged);
  await inTransaction(db, async (trx) => {
    if (!(await queueImport(trx, id, { ...input, choices: merged }))) throw problem('import_started');
    await audit(trx, actor, {
      action: 'import.start',
      entity: 'import',
      entityId: id,
      after: { fileName: input.fileName, ...merged },
    });
  });
  return presentImport(await requireImport(db, id));
}

/** Stops an import, or discards a file that was never started. What was imported stays. */
export async function stopImport(context: AppContext, actor: Actor, id: number): Promise<void> {
  const { db, clock, audit } = context;
  const { input } = await requireImport(db, id);
  await inTransaction(db, async (trx) => {
    if (!(await cancelImport(trx, id, toTimestamp(clock())))) throw problem('import_finished');
    await audit(trx, actor, {
      action: 'import.cancel',
      entity: 'import',
      entityId: id,
      before: { fileName: input.fileName },
    });
  });
  await removeUpload(context, input.storedAs);
}

/** @throws Problem `not_found` */
export async function requireImport(db: Db, id: number): Promise<StoredImport> {
  const found = await findImport(db, id);
  if (found === undefined) throw problem('not_found');
  return found;
}

/** The answer's shape of an import. */
export function presentImport({ id, status, input, progress, error, createdAt, finishedAt }: StoredImport): Import {
  const { bytesRead: _read, bytesTotal: _total, ...shown } = progress ?? emptyProgress(input.size);
  return {
    id,
    fileName: input.fileName,
    status,
    detectedFormat: input.detectedFormat,
    detectedEncoding: input.detectedEncoding,
    preview: input.preview,
    ...(input.columns === undefined
      ? {}
      : { columns: input.columns, mapping: input.choices.mapping ?? guessMapping(input.columns) }),
    progress: shown,
    error,
    createdAt,
    finishedAt,
  };
}

type Uninspected = Pick<ImportInput, 'fileName' | 'storedAs' | 'size' | 'choices'>;

async function inspect(context: AppContext, uploaded: Uninspected): Promise<ImportInput> {
  const { fileName, storedAs, size, choices } = uploaded;
  const file = await findUpload(context, uploaded);
  const { format, encoding, columns } = await inspectFile(file, choices.format);
  const input = { fileName, storedAs, size, choices, columns, detectedFormat: format, detectedEncoding: encoding };
  return { ...input, preview: await previewOf(context.db, file, choices) };
}

async function previewOf(db: Db, file: string, choices: ImportChoices): Promise<PreviewLine[]> {
  let plan: ReadingPlan;
  try {
    plan = await planReading(file, choices);
  } catch (error) {
    // The file awaits a choice of format or of the title's column: there is nothing to show yet.
    if (error instanceof Problem) return [];
    throw error;
  }
  const lines: PreviewLine[] = [];
  const seen = new KeySet();
  const stream = createReadStream(file);
  for await (const title of readTitles(stream, plan)) {
    const { position } = title;
    if (title.error !== undefined) {
      lines.push({ position, outcome: 'refused', title: title.title, ...title.error });
    } else {
      const keyed = keyTitle(title, seen);
      const known = await findKnownTitles(db, [keyed]);
      const outcome = planTitle(keyed, known.get(keyed.key));
      lines.push({ position, outcome, title: title.record.title, code: null, message: null });
    }
    if (lines.length === PREVIEW_RECORDS) break;
  }
  stream.destroy();
  return lines;
}
