// npm run deploy: preflight, render, compare, prepare, migrate, try a canary, roll out while the new pods are watched, try it, watch on. What
// fails after the rollout has begun brings the former release back.
import { parseArgs } from 'node:util';
import { ENVIRONMENTS } from '../kubernetes/combinations.ts';
import { parseManifests } from '../kubernetes/manifest.ts';
import { kustomizeCommand, NO_KUSTOMIZE, renderOverlay } from '../kubernetes/render.ts';
import { deploy, type DeployOptions } from './deployment.ts';
import { KubectlError } from './kubectl.ts';
import { printTimes, say, StopError, timed } from './stages.ts';

const USAGE = `Usage: npm run deploy -- --env development|staging|production [options]

  --image-tag TAG       the version to bring in; without it, the overlay's
  --image-prefix NAME   the registry, such as registry.example.org/library
  --create-secrets      make Secrets that are missing, with random passwords (in development by itself)
  --canary SECONDS      how long the first new pod alone takes its share of users' requests, at most (5)
  --watch SECONDS       how long the release is watched after the rollout (30)
  --max-errors PERCENT  of requests that the new pods may fail (2)
  --max-p95 SECONDS     that 95 % of their requests may take (1)
  --dry-run             says what would change, and changes nothing

The cluster is the one that kubectl reaches (KUBECONFIG). A release that fails is rolled back, and the exit code is 1.
`;

interface Images {
  tag: string | undefined;
  prefix: string | undefined;
}

const { values } = parseArgs({
  options: {
    env: { type: 'string' },
    'image-tag': { type: 'string' },
    'image-prefix': { type: 'string' },
    'create-secrets': { type: 'boolean', default: false },
    canary: { type: 'string', default: '5' },
    watch: { type: 'string', default: '30' },
    'max-errors': { type: 'string', default: '2' },
    'max-p95': { type: 'string', default: '1' },
    'dry-run': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const environment = ENVIRONMENTS.find((name) => name === values.env);
if (values.help || environment === undefined) {
  process.stdout.write(USAGE);
  process.exitCode = values.help ? 0 : 2;
} else {
  const images = { tag: values['image-tag'], prefix: values['image-prefix'] };
  process.exitCode = await runDeployment(images, {
    environment,
    createsSecrets: values['create-secrets'] || environment === 'development',
    canarySeconds: Number(values.canary),
    watchSeconds: Number(values.watch),
    budget: { errorShare: Number(values['max-errors']) / 100, p95Seconds: Number(values['max-p95']) },
    isDryRun: values['dry-run'],
  });
}

async function runDeployment(images: Images, options: DeployOptions): Promise<number> {
  try {
    if (kustomizeCommand() === null) throw new StopError(`Not deployed: ${NO_KUSTOMIZE}.`);
    const manifests = await timed('render', async () =>
      parseManifests(await renderOverlay(options.environment, images)),
    );
    await deploy(manifests, options);
    return 0;
  } catch (error) {
    // What stops a deployment has been put into words; anything else keeps its trace.
    if (!(error instanceof StopError) && !(error instanceof KubectlError)) throw error;
    say(`\n✗ ${error.message}`);
    return 1;
  } finally {
    printTimes();
  }
}
