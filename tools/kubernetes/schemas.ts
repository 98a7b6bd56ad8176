import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

type Json = { [key: string]: unknown };
interface OpenApi {
  components?: { schemas?: Record<string, Json> };
}
interface GroupVersionKind {
  group: string;
  version: string;
  kind: string;
}

const ROOM = 256 * 1024 ** 2;
/** What the name of a schema's file is made of, for kubeconform's -schema-location. */
export const SCHEMA_LOCATION = '{{.ResourceKind}}-{{.Group}}-{{.ResourceAPIVersion}}.json';

/** Whether kubectl reaches a cluster. */
export async function hasCluster(): Promise<boolean> {
  try {
    await getRaw('/readyz');
    return true;
  } catch {
    // Every reason means the same: there is nobody to ask.
    return false;
  }
}

/**
 * Writes a strict JSON schema for every kind that the cluster knows, those of its custom resources included, from its own OpenAPI:
 * a field that the cluster would ignore is an error.
 *
 * @returns the kinds, as `kind-group-version`.
 */
export async function writeSchemas(folder: string): Promise<Set<string>> {
  mkdirSync(folder, { recursive: true });
  const index = JSON.parse(await getRaw('/openapi/v3')) as { paths: Record<string, { serverRelativeURL: string }> };
  const known = new Set<string>();
  for (const [place, { serverRelativeURL }] of Object.entries(index.paths)) {
    if (!/^apis?\//.test(place) || !/\/v\d/.test(place)) continue;
    const { components } = JSON.parse(await getRaw(serverRelativeURL)) as OpenApi;
    for (const name of writeGroup(folder, components?.schemas ?? {})) known.add(name);
  }
  return known;
}

function writeGroup(folder: string, schemas: Record<string, Json>): string[] {
  const definitions = Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, strict(schema)]));
  return Object.entries(schemas).flatMap(([name, schema]) => {
    const kinds = (schema['x-kubernetes-group-version-kind'] ?? []) as GroupVersionKind[];
    // A kind with several belongs to everybody, such as DeleteOptions, and is never applied.
    if (kinds.length !== 1) return [];
    const { group, version, kind } = kinds[0]!;
    const title = schemaName(kind, group, version);
    const properties = { ...(definitions[name]!['properties'] as Json) };
    properties['apiVersion'] = { const: group === '' ? version : `${group}/${version}` };
    properties['kind'] = { const: kind };
    writeFileSync(
      path.join(folder, `${title}.json`),
      JSON.stringify({ ...definitions[name], properties, required: ['apiVersion', 'kind'], definitions }),
    );
    return [title];
  });
}

/** As kubeconform fills in `SCHEMA_LOCATION`: the core group goes by its version. */
export function schemaName(kind: string, group: string, version: string): string {
  return `${kind}-${group || version}-${version}`.toLowerCase();
}

/** The same schema, with unknown fields refused and references that lead within the file. */
function strict(value: unknown): Json {
  const visit = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(visit);
    if (typeof node !== 'object' || node === null) return node;
    const copy: Json = {};
    for (const [key, child] of Object.entries(node)) {
      if (key === '$ref') copy[key] = String(child).replace('#/components/schemas/', '#/definitions/');
      // Formats such as int-or-string are Kubernetes' own, and defaults do not matter here.
      else if (key !== 'format' && key !== 'default') copy[key] = visit(child);
    }
    const isOpen = copy['additionalProperties'] !== undefined || copy['x-kubernetes-preserve-unknown-fields'] === true;
    if (
      copy['properties'] !== undefined &&
      typeof copy['properties'] === 'object' &&
      copy['type'] === 'object' &&
      !isOpen
    ) {
      copy['additionalProperties'] = false;
    }
    if (copy['x-kubernetes-int-or-string'] === true) {
      delete copy['type'];
      copy['anyOf'] = [{ type: 'integer' }, { type: 'string' }];
    }
    return copy;
  };
  return visit(value) as Json;
}

async function getRaw(address: string): Promise<string> {
  const { stdout } = await promisify(execFile)('kubectl', ['get', '--raw', address, '--request-timeout=10s'], {
    maxBuffer: ROOM,
  });
  return stdout;
}
