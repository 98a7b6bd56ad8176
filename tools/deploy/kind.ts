// npm run cluster:kind: a cluster on this machine where Docker is, with what an environment needs of it (an ingress controller and
// metrics for the autoscaler), and the images of this folder on its node.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { say } from './stages.ts';

const USAGE = `Usage: npm run cluster:kind [-- --image-tag TAG] [--delete]

Makes the cluster "biblio" where it is not there yet, builds the images and brings them in. Needs docker, kind (from 0.24 on,
whose network heeds policies) and kubectl.
  --image-tag TAG   the images' tag (0.1.0)
  --delete          takes the cluster away instead, with all that is in it
`;
const NAME = 'biblio';
const ROOT = path.dirname(path.dirname(import.meta.dirname));
const INGRESS = 'deploy/kubernetes/kind/traefik.yaml';
const METRICS = 'https://github.com/kubernetes-sigs/metrics-server/releases/download/v0.8.0/components.yaml';
const IMAGES: [part: string, build: string[]][] = [
  ['api', ['--file', 'deploy/docker/api.Dockerfile']],
  ['backup', ['--file', 'deploy/docker/api.Dockerfile', '--target', 'backup']],
  ['web', ['--file', 'deploy/docker/web.Dockerfile']],
];
/** kind's kubelet has a certificate that nobody signed. */
const TRUST_KUBELET =
  '[{"op":"add","path":"/spec/template/spec/containers/0/args/-","value":"--kubelet-insecure-tls"}]';

const { values } = parseArgs({
  options: {
    'image-tag': { type: 'string', default: '0.1.0' },
    delete: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) process.stdout.write(USAGE);
else if (values.delete) run('kind', ['delete', 'cluster', '--name', NAME]);
else make(values['image-tag']);

function make(tag: string): void {
  for (const command of ['docker', 'kind', 'kubectl']) {
    if (spawnSync(command, ['help'], { stdio: 'ignore' }).error !== undefined) {
      say(`${command} is not in PATH.`);
      process.exitCode = 2;
      return;
    }
  }
  const images = IMAGES.map(([part, build]) => ({ build, image: `biblio-pro/${part}:${tag}` }));
  for (const { build, image } of images) run('docker', ['build', ...build, '--tag', image, '.']);
  const { stdout } = spawnSync('kind', ['get', 'clusters'], { encoding: 'utf8' });
  if (stdout.split('\n').includes(NAME)) run('kubectl', ['config', 'use-context', `kind-${NAME}`]);
  else run('kind', ['create', 'cluster', '--config', 'deploy/kubernetes/kind/cluster.yaml', '--wait', '120s']);
  run('kind', ['load', 'docker-image', '--name', NAME, ...images.map(({ image }) => image)]);
  run('kubectl', ['apply', '--filename', INGRESS]);
  run('kubectl', ['apply', '--filename', METRICS]);
  run('kubectl', [
    'patch',
    'deployment/metrics-server',
    '-n',
    'kube-system',
    '--type=json',
    `--patch=${TRUST_KUBELET}`,
  ]);
  run('kubectl', ['rollout', 'status', 'deployment/metrics-server', '-n', 'kube-system', '--timeout=180s']);
  run('kubectl', ['rollout', 'status', 'deployment/traefik', '-n', 'traefik', '--timeout=180s']);
  say(`\nNow: npm run deploy -- --env development --image-tag ${tag}, and open https://biblio.localhost`);
}

function run(command: string, args: string[]): void {
  say(`\n$ ${command} ${args.join(' ')}`);
  const { status, error } = spawnSync(command, args, { cwd: ROOT, stdio: 'inherit' });
  if (error !== undefined) say(error.message);
  if (status !== 0) process.exit(status ?? 2);
}
