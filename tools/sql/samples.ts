import ts from 'typescript';
import { systemClock } from '../../apps/api/src/platform/clock.ts';

/** So many different arguments are made for each parameter. */
export const VARIANTS = 6;

const INSTANT = '2026-03-02T09:00:00.000Z';
const DAY = '2026-03-02';
const DEEPEST = 6;

/** What stands for types that are more than their properties. */
const KNOWN: Record<string, () => unknown> = {
  Instant: systemClock,
  PlainDate: () => systemClock().toZonedDateTimeISO('UTC').toPlainDate(),
  Uint8Array: () => new Uint8Array([1]),
};

/** Makes arguments from the types that a function declares, the same every time. */
export class Samples {
  readonly #checker: ts.TypeChecker;
  readonly #database: unknown;
  /** What numbers are: another in each parameter, so that what was and what is to be differ. */
  #number = 1;

  /** @param database what is handed in as `db` and `trx`. */
  constructor(checker: ts.TypeChecker, database: unknown) {
    this.#checker = checker;
    this.#database = database;
  }

  /** The arguments of a call. The first variants give everything, then as little as is allowed, then other choices. */
  argumentsOf(signature: ts.Signature, variant: number): unknown[] {
    return signature.getParameters().flatMap((parameter, index) => {
      const declaration = parameter.valueDeclaration!;
      this.#number = index + 1;
      const value = this.#sample(this.#checker.getTypeOfSymbol(parameter), parameter.name, variant, 0);
      const isRest = ts.isParameter(declaration) && declaration.dotDotDotToken !== undefined;
      return isRest ? (value as unknown[]) : [value];
    });
  }

  #sample(type: ts.Type, name: string, variant: number, depth: number): unknown {
    if (isDatabase(type)) return this.#database;
    if (type.isUnion()) return this.#sample(this.#choose(type, variant), name, variant, depth);
    if (type.flags & ts.TypeFlags.TypeParameter) {
      const constraint = this.#checker.getBaseConstraintOfType(type);
      return constraint === undefined ? this.#number : this.#sample(constraint, name, variant, depth);
    }
    if (type.isStringLiteral() || type.isNumberLiteral()) return type.value;
    if (type.flags & ts.TypeFlags.BooleanLiteral) return this.#checker.typeToString(type) === 'true';
    if (type.flags & ts.TypeFlags.Null) return null;
    if (type.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Void)) return undefined;
    if (type.flags & ts.TypeFlags.NumberLike) return this.#number;
    if (type.flags & ts.TypeFlags.BigIntLike) return 1n;
    if (type.flags & ts.TypeFlags.Object || type.isIntersection()) return this.#object(type, name, variant, depth);
    return sampleText(name);
  }

  /** One of the members, in an order of their names: that in which the compiler met them may be another tomorrow. */
  #choose(type: ts.UnionType, variant: number): ts.Type {
    const nothing = ts.TypeFlags.Null | ts.TypeFlags.Undefined;
    const members = type.types.toSorted((a, b) => (this.#text(a) < this.#text(b) ? -1 : 1));
    const given = members.filter(({ flags }) => !(flags & nothing));
    const absent = members.filter(({ flags }) => flags & nothing);
    if (given.length === 0 || (variant === 1 && absent.length > 0)) return absent[0]!;
    return given.at(variant % given.length)!;
  }

  #text(type: ts.Type): string {
    return this.#checker.typeToString(type);
  }

  #object(type: ts.Type, name: string, variant: number, depth: number): unknown {
    const known = KNOWN[type.symbol?.name ?? ''];
    if (known !== undefined) return known();
    const of = (argument: ts.Type | undefined) =>
      argument === undefined ? sampleText(name) : this.#sample(argument, name, variant, depth + 1);
    const [first, second] = this.#checker.getTypeArguments(type as ts.TypeReference);
    if (this.#checker.isTupleType(type)) return this.#checker.getTypeArguments(type as ts.TypeReference).map(of);
    if (this.#checker.isArrayType(type)) return [of(first), of(first)];
    if (/Map$/.test(type.symbol?.name ?? '')) return new Map([[of(first), of(second)]]);
    if (/Set$/.test(type.symbol?.name ?? '')) return new Set([of(first)]);
    const [call] = type.getCallSignatures();
    if (call !== undefined) return () => this.#sample(call.getReturnType(), name, variant, depth + 1);
    if (depth > DEEPEST) return {};
    const object: Record<string, unknown> = {};
    for (const property of this.#checker.getPropertiesOfType(type)) {
      const propertyType = this.#checker.getTypeOfSymbol(property);
      const value = this.#sample(propertyType, property.name, variant, depth + 1);
      if (value !== undefined) object[property.name] = value;
    }
    const index = type.getStringIndexType();
    if (index !== undefined) object['key'] = of(index);
    return object;
  }
}

/** Whether it is a handle to the database. */
export function isDatabase(type: ts.Type): boolean {
  return ['Kysely', 'Transaction'].includes(type.symbol?.name ?? '');
}

/** A text such as a parameter or a column of this name holds. */
export function sampleText(name: string): string {
  if (/(At|_at|now|[bB]efore|[sS]ince|[uU]ntil|[aA]fter)$/.test(name)) return INSTANT;
  if (/(day|Day|date|Date|On|_on|from|to|today|first|last)$/.test(name)) return DAY;
  return 'text';
}
