import openApiGenerator, { type NgOpenApiGen } from 'ng-openapi-gen';
import { format, resolveConfig } from 'prettier';

type Model = NgOpenApiGen['models'] extends Map<string, infer M> ? M : never;
type Operation = NgOpenApiGen['operations'] extends Map<string, infer O> ? O : never;

const NOTE = '// Generated from contract/openapi.json by `npm run openapi`. Do not edit.\n';

/**
 * Writes what the web app must know of the API, as types and nothing else: the shapes, and for each operation what it takes and
 * what it answers. Nothing of it reaches the browser.
 *
 * @returns the text of each file by its name
 */
export async function generateApiClient(contract: object): Promise<Map<string, string>> {
  const { models, operations } = new openApiGenerator.NgOpenApiGen(
    structuredClone(contract) as NgOpenApiGen['openApi'],
    { input: '', silent: true, skipJsonSuffix: true, ignoreUnusedModels: false },
  );
  const options = { ...(await resolveConfig(import.meta.filename)), parser: 'typescript' };
  const write = (text: string) => format(NOTE + withoutAny(text), options);
  return new Map([
    ['models.ts', await write(describeModels([...models.values()]))],
    ['operations.ts', await write(describeOperations([...operations.values()]))],
  ]);
}

function describeModels(models: Model[]): string {
  return sorted(models, ({ typeName }) => typeName)
    .map(({ typeName, tsComments, isObject, properties, additionalPropertiesType, simpleType }) => {
      if (!isObject) return `${tsComments}export type ${typeName} = ${simpleType};`;
      const lines = properties.map((one) => describeProperty(one, one.identifier));
      if (additionalPropertiesType) lines.push(`[key: string]: ${additionalPropertiesType};`);
      return `${tsComments}export interface ${typeName} {\n${lines.join('\n')}\n}`;
    })
    .join('\n\n');
}

function describeOperations(operations: Operation[]): string {
  const used = operations.flatMap(({ variants }) => variants.flatMap((one) => one.imports.map((it) => it.typeName)));
  return `import type { ${[...new Set(used)].sort().join(', ')} } from './models';

/** Every operation of the API by its method and path: what it takes (a body among it) and what it answers. */
export interface Operations {
${sorted(operations, keyOf).map(describeOperation).join('\n')}
}
`;
}

function describeOperation(operation: Operation): string {
  const { parameters, requestBody, variants, spec } = operation;
  const variant = variants.find(({ accept }) => accept === 'application/json') ?? variants[0]!;
  const lines = parameters.map((one) => describeProperty(one, one.var));
  if (requestBody && variant.requestBody !== null) {
    lines.push(`body${requestBody.required ? '' : '?'}: ${variant.requestBody.type};`);
  }
  const params = lines.length === 0 ? 'Record<string, never>' : `{\n${lines.join('\n')}\n}`;
  return `/** ${spec.summary ?? operation.id} */
    '${keyOf(operation)}': { params: ${params}; answer: ${variant.resultType} };`;
}

function describeProperty(one: { tsComments: string; required: boolean; type: string }, name: string): string {
  return `${one.tsComments}${name}${one.required ? '' : '?'}: ${one.type};`;
}

function keyOf({ method, path }: Operation): string {
  return `${method.toUpperCase()} ${path}`;
}

function sorted<T>(list: T[], key: (one: T) => string): T[] {
  return list.toSorted((one, other) => (key(one) < key(other) ? -1 : 1));
}

/** What the contract leaves open must be looked at before it is used. The generator says `any`, and not in comments alone. */
function withoutAny(code: string): string {
  return code
    .split('\n')
    .map((line) => (/^\s*(\*|\/)/.test(line) ? line : line.replace(/(?<!')\bany\b(?!')/g, 'unknown')))
    .join('\n');
}
