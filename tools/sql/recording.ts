import path from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import type { Db } from '../../apps/api/src/platform/database/database.ts';
import type { Engine } from '../../apps/api/src/platform/database/dialect.ts';
import { recordingDatabase } from '../../apps/api/src/platform/database/recording-database.ts';
import type { Database } from '../../apps/api/src/platform/database/schema.ts';
import { isDatabase, Samples, sampleText, VARIANTS } from './samples.ts';

/** A query by its name, and the statements that an engine gets for it. */
export interface RecordedQuery {
  /** `circulation/loans.queries.ts: findLoan` */
  name: string;
  statements: string[];
  /** Why no call came to its end; null when one did. */
  failure: string | null;
}

/** More statements than any query sends for the few rows that it is given. */
const MOST_STATEMENTS = 40;

class TooMany extends Error {}

/** What is recorded, and where it is. */
export interface Recording {
  engine: Engine;
  program: ts.Program;
  /** The folder that queries are named by. */
  src: string;
  /** The files that export them. */
  files: string[];
  /** Names of exports that are left out. */
  isLeftOut: (name: string) => boolean;
}

/** Calls every query that the files export, with arguments made from its types, and writes down what it would send. */
export async function recordQueries({ engine, program, src, files, isLeftOut }: Recording): Promise<RecordedQuery[]> {
  const recorder = new QueryRecorder(engine);
  const checker = program.getTypeChecker();
  const samples = new Samples(checker, recorder.db);
  const recorded: RecordedQuery[] = [];
  for (const file of files) {
    const source = program.getSourceFile(file)!;
    const module = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
    const exported = checker.getExportsOfModule(checker.getSymbolAtLocation(source)!);
    for (const symbol of exported.toSorted((a, b) => positionOf(a) - positionOf(b))) {
      const prefix = `${path.relative(src, file).replaceAll(path.sep, '/')}: `;
      if (isLeftOut(prefix + symbol.name)) continue;
      const type = checker.getTypeOfSymbol(symbol);
      for (const query of queriesOf(checker, samples, { name: symbol.name, type, value: module[symbol.name] })) {
        recorded.push(await recorder.record({ ...query, name: prefix + query.name }, samples));
      }
    }
  }
  return recorded;
}

/** Reads the types that the files declare, as the project of a folder does. */
export function readTypes(files: string[], folder: string): ts.Program {
  const config = ts.getParsedCommandLineOfConfigFile(path.join(folder, 'tsconfig.json'), undefined, {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
      throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'));
    },
  })!;
  return ts.createProgram(files, config.options);
}

function positionOf(symbol: ts.Symbol): number {
  return symbol.declarations?.[0]?.getStart() ?? 0;
}

/** Something that is exported, with its type. */
interface Exported {
  name: string;
  type: ts.Type;
  value: unknown;
}

interface Query {
  name: string;
  signature: ts.Signature;
  call: (...given: unknown[]) => unknown;
}

/** The queries in an export: itself, what a function without a database makes, or the parts of a constant. */
function queriesOf(checker: ts.TypeChecker, samples: Samples, { name, type, value }: Exported): Query[] {
  const [signature] = type.getCallSignatures();
  if (signature !== undefined && typeof value === 'function') {
    const call = value as Query['call'];
    if (takesDatabase(checker, signature)) return [{ name, signature, call }];
    const made = signature.getReturnType();
    if (!holdsQueries(checker, made)) return [];
    return queriesOf(checker, samples, {
      name: `${name}()`,
      type: made,
      value: call(...samples.argumentsOf(signature, 0)),
    });
  }
  if (typeof value !== 'object' || value === null || !holdsQueries(checker, type)) return [];
  return checker.getPropertiesOfType(type).flatMap((property) =>
    queriesOf(checker, samples, {
      name: `${name}.${property.name}`,
      type: checker.getTypeOfSymbol(property),
      value: (value as Record<string, unknown>)[property.name],
    }),
  );
}

function takesDatabase(checker: ts.TypeChecker, signature: ts.Signature): boolean {
  const [first] = signature.getParameters();
  return first !== undefined && isDatabase(checker.getTypeOfSymbol(first));
}

function holdsQueries(checker: ts.TypeChecker, type: ts.Type): boolean {
  const parts = [type, ...checker.getPropertiesOfType(type).map((property) => checker.getTypeOfSymbol(property))];
  return parts.some((part) => part.getCallSignatures().some((signature) => takesDatabase(checker, signature)));
}

/** Calls queries on a database that gives no rows, and on one that gives some. */
class QueryRecorder {
  readonly db: Db;
  #statements: string[] = [];
  #rows: unknown[] = [];

  constructor(engine: Engine) {
    this.db = recordingDatabase<Database>(engine, (statement) => {
      if (this.#statements.length === MOST_STATEMENTS) throw new TooMany('It sends statements without an end.');
      this.#statements.push(statement);
      return { rows: this.#rows, insertId: 1n, numAffectedRows: 1n, numChangedRows: 1n };
    });
  }

  async record({ name, signature, call }: Query, samples: Samples): Promise<RecordedQuery> {
    const statements = new Set<string>();
    let failure: string | null = null;
    let isWhole = false;
    for (let variant = 0; variant < VARIANTS; variant += 1) {
      for (const rows of [[], [anyRow()]]) {
        this.#statements = [];
        this.#rows = rows;
        try {
          await exhaust(call(...samples.argumentsOf(signature, variant)), this.#statements);
          isWhole = true;
        } catch (error) {
          // It asks for a row that there is not, or for more than a made-up row has: what it sent until then counts.
          failure ??= (error as Error).message;
        }
        for (const statement of this.#statements) statements.add(statement);
      }
    }
    return { name, statements: [...statements], failure: isWhole ? null : failure };
  }
}

/** Waits for an answer, reads what comes piece by piece, and takes what was only built or compiled as sent. */
async function exhaust(answer: unknown, statements: string[]): Promise<void> {
  if (typeof answer !== 'object' || answer === null) return;
  if (Symbol.asyncIterator in answer) {
    let read = 0;
    for await (const _ of answer as AsyncIterable<unknown>) if ((read += 1) === 3) return;
  } else if ('compile' in answer) statements.push((answer as { compile: () => { sql: string } }).compile().sql);
  else if ('sql' in answer && 'parameters' in answer) statements.push(answer.sql as string);
  else await answer;
}

/** A row that has every column. */
function anyRow(): Record<string, unknown> {
  const valueOf = (name: string) => {
    if (/(permissions|roles)$/i.test(name)) return '[]';
    if (/(json|params|body|before|after|detail|explanation|mapping|report|draft|result|value|data)$/i.test(name))
      return '{}';
    const text = sampleText(name);
    return text === 'text' &&
      !/(name|title|text|key|kind|status|code|language|barcode|hash|number|topic|error)$/i.test(name)
      ? 1
      : text;
  };
  return new Proxy({}, { get: (_target, name) => (typeof name === 'string' ? valueOf(name) : undefined) });
}
