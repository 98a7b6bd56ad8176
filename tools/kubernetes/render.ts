import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { stringify } from 'yaml';
import type { Combination, Environment } from './combinations.ts';

const FOLDER = path.join(path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url)))), 'deploy/kubernetes');
const ROOM = 64 * 1024 ** 2;

/** The command that renders a folder, from PATH; null where there is neither kubectl nor kustomize. */
export function kustomizeCommand(): string[] | null {
  for (const [command, ...args] of [
    ['kubectl', 'kustomize'],
    ['kustomize', 'build'],
  ] as [string, ...string[]][]) {
    try {
      execFileSync(command, [...args, '--help'], { stdio: 'ignore' });
      return [command, ...args];
    } catch (error) {
      // Not there: the next one, or nobody.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  return null;
}

export const NO_KUSTOMIZE = 'neither kubectl nor kustomize is in PATH, so nothing could be rendered';

export interface Images {
  tag?: string | undefined;
  prefix?: string | undefined;
}

/** The YAML of an overlay, with the images that are asked for in place of its own. */
export async function renderOverlay(environment: Environment, images: Images = {}): Promise<string> {
  return renderParts({ resources: [`overlays/${environment}`] }, images);
}

/** The YAML of any combination of components, with the sizes of an environment. */
export async function renderCombination(
  { environment, components }: Combination,
  images: Images = {},
): Promise<string> {
  const all = [...components.map((name) => `components/${name}`), `overlays/${environment}/environment`];
  return renderParts({ resources: ['base'], components: all }, images);
}

async function renderParts(
  parts: { resources: string[]; components?: string[] },
  { tag, prefix = '' }: Images,
): Promise<string> {
  const images = ['biblio-pro/api', 'biblio-pro/web', 'biblio-pro/backup'].map((name) => ({
    name,
    ...(prefix === '' ? {} : { newName: `${prefix.replace(/\/$/, '')}/${name}` }),
    ...(tag === undefined ? {} : { newTag: tag }),
  }));
  // kustomize knows relative paths only, and takes links for what they lead to.
  const folder = mkdtempSync(path.join(realpathSync(tmpdir()), 'biblio-kustomize-'));
  const relative = (names: string[]) => names.map((name) => path.relative(folder, path.join(FOLDER, name)));
  try {
    const kustomization = {
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      resources: relative(parts.resources),
      components: relative(parts.components ?? []),
      images,
    };
    writeFileSync(path.join(folder, 'kustomization.yaml'), stringify(kustomization));
    return await render(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The YAML that a folder with a kustomization is rendered to. */
export async function render(folder: string): Promise<string> {
  const command = kustomizeCommand();
  if (command === null) throw new Error(NO_KUSTOMIZE);
  const [program, ...args] = command as [string, ...string[]];
  return (await promisify(execFile)(program, [...args, folder], { maxBuffer: ROOM })).stdout;
}
