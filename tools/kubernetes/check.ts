// Renders every supported combination of environments and components, and holds each to the policies and, where a cluster can be
// asked, to the cluster's own schemas.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { combinations, ENVIRONMENTS, type Combination } from './combinations.ts';
import { parseManifests, type Manifest } from './manifest.ts';
import { findingsOf } from './policies.ts';
import { kustomizeCommand, NO_KUSTOMIZE, renderCombination, renderOverlay } from './render.ts';
import { hasCluster, SCHEMA_LOCATION, schemaName, writeSchemas } from './schemas.ts';

const USAGE = `Usage: npm run check:kubernetes [-- --all]

  --all    every combination, in place of one for every pair of components
`;

/** What the cluster of `npm run cluster:kind` brings beside the library; the policies are the library's. */
const KIND_ENTRANCE = path.join(import.meta.dirname, '../../deploy/kubernetes/kind/traefik.yaml');

/** What Kubernetes accepts and ignores: it must be among the findings, or the schemas are not strict. */
const MISNESTED = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'negative-control' },
  spec: {
    selector: { matchLabels: { app: 'x' } },
    template: {
      metadata: { labels: { app: 'x' } },
      strategy: { type: 'Recreate' },
      spec: { containers: [{ name: 'x', image: 'x:1' }] },
    },
  },
};

const { values } = parseArgs({ options: { all: { type: 'boolean', default: false }, help: { type: 'boolean' } } });
if (values.help === true) process.stdout.write(USAGE);
else process.exitCode = await check(values.all);

async function check(isWhole: boolean): Promise<number> {
  if (kustomizeCommand() === null) {
    say(`Not checked: ${NO_KUSTOMIZE}.`);
    return 2;
  }
  const documents = new Map<string, Manifest>();
  const findings: string[] = [];
  const examine = (title: string, yaml: string) => {
    const manifests = parseManifests(yaml);
    for (const { sops: _, ...manifest } of manifests) documents.set(JSON.stringify(manifest), manifest);
    findings.push(...findingsOf(manifests).map((finding) => `${title}: ${finding}`));
  };
  for (const environment of ENVIRONMENTS) examine(environment, await renderOverlay(environment));
  const waiting = combinations(isWhole);
  const total = waiting.length;
  const lane = async () => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      examine(titleOf(next), await renderCombination(next));
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, lane));
  say(`${ENVIRONMENTS.length} overlays and ${total} combinations rendered, ${documents.size} different objects.`);
  for (const manifest of parseManifests(readFileSync(KIND_ENTRANCE, 'utf8'))) {
    documents.set(JSON.stringify(manifest), manifest);
  }
  findings.push(...(await validate(documents)));
  for (const finding of new Set(findings)) say(`✗ ${finding}`);
  say(findings.length === 0 ? 'Nothing to object to.' : `${new Set(findings).size} findings.`);
  return findings.length === 0 ? 0 : 1;
}

/** kubeconform's findings. What cannot be validated here is said. */
async function validate(documents: Map<string, Manifest>): Promise<string[]> {
  if (!isThere('kubeconform')) return said('Schemas not checked: kubeconform is not in PATH.');
  if (!isThere('kubectl') || !(await hasCluster())) return said('Schemas not checked: kubectl reaches no cluster.');
  const folder = mkdtempSync(path.join(tmpdir(), 'biblio-schemas-'));
  try {
    const known = await writeSchemas(folder);
    const isKnown = ({ apiVersion, kind }: Manifest) => {
      const [version, group = ''] = apiVersion.split('/').reverse() as [string, string?];
      return known.has(schemaName(kind, group, version));
    };
    const unknown = new Set(
      [...documents.values()].filter((one) => !isKnown(one)).map((one) => `${one.apiVersion} ${one.kind}`),
    );
    for (const kind of unknown) say(`Not validated, because the cluster does not know it: ${kind}.`);
    const file = path.join(folder, 'objects.yaml');
    const texts = [...documents].filter(([, manifest]) => isKnown(manifest)).map(([text]) => text);
    writeFileSync(file, [...texts, JSON.stringify(MISNESTED)].join('\n---\n'));
    const args = ['-strict', '-output', 'json', '-schema-location', path.join(folder, SCHEMA_LOCATION), file];
    const { stdout, stderr } = spawnSync('kubeconform', args, { encoding: 'utf8', maxBuffer: 64 * 1024 ** 2 });
    if (stdout === '') throw new Error(`kubeconform: ${stderr}`);
    const { resources } = JSON.parse(stdout) as { resources?: { kind: string; name: string; msg: string }[] };
    const found = resources ?? [];
    const isAwake = found.some(({ name }) => name === MISNESTED.metadata.name);
    if (!isAwake) return ['schema: a strategy in the wrong place was let through, so this check proves nothing'];
    say(`${texts.length} objects held against the schemas of ${known.size} kinds.`);
    const others = found.filter(({ name }) => name !== MISNESTED.metadata.name);
    return others.map(({ kind, name, msg }) => `schema: ${kind} ${name}: ${msg}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function isThere(command: string): boolean {
  try {
    execFileSync(command, [command === 'kubectl' ? 'options' : '-h'], { stdio: 'ignore' });
    return true;
  } catch (error) {
    // It is there and did not like the question.
    return (error as NodeJS.ErrnoException).code !== 'ENOENT';
  }
}

function said(text: string): string[] {
  say(text);
  return [];
}

function titleOf({ environment, components }: Combination): string {
  return `${environment} with ${components.join(', ')}`;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
