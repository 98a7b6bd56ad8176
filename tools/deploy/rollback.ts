// npm run rollback: brings the release before back, without touching the schema or the settings in the repository.
import { parseArgs } from 'node:util';
import { ENVIRONMENTS } from '../kubernetes/combinations.ts';
import { KubectlError } from './kubectl.ts';
import { API, ROLLED_OUT } from './release.ts';
import { narrow, revisionsOf, undo, type Revision } from './rollout.ts';
import { smokeTest } from './smoke-test.ts';
import { printTimes, say, StopError, timed } from './stages.ts';

const USAGE = `Usage: npm run rollback -- --env development|staging|production [--dry-run]

Brings back what ran before the latest rollout: images and settings. The schema stays, and the release before works with it.
`;

const { values } = parseArgs({
  options: {
    env: { type: 'string' },
    'dry-run': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const environment = ENVIRONMENTS.find((name) => name === values.env);
if (values.help || environment === undefined) {
  process.stdout.write(USAGE);
  process.exitCode = values.help ? 0 : 2;
} else {
  try {
    await rollback(`biblio-${environment}`, values['dry-run']);
    printTimes();
  } catch (error) {
    if (!(error instanceof StopError) && !(error instanceof KubectlError)) throw error;
    say(`✗ ${error.message}`);
    process.exitCode = 1;
  }
}

async function rollback(namespace: string, isDryRun: boolean): Promise<void> {
  const plan: [name: string, from: Revision, to: Revision][] = [];
  for (const name of ROLLED_OUT.toReversed()) {
    const [present, before] = await revisionsOf(namespace, name);
    if (present !== undefined && before !== undefined) plan.push([name, present, before]);
  }
  if (plan.length === 0) throw new StopError(`There is no release before in ${namespace}.`);
  for (const [name, from, to] of plan) {
    say(
      `${name}: ${from.images.join(', ')} (revision ${from.number}) → ${to.images.join(', ')} (revision ${to.number})`,
    );
  }
  if (isDryRun) {
    say('Nothing was changed (--dry-run).');
    return;
  }
  await timed('roll back', async () => {
    await Promise.all(plan.map(([name, , to]) => undo(namespace, name, to)));
    // A deployment that was broken off may have led users past its canary.
    await narrow(namespace, API, null);
  });
  await timed('smoke test', () => smokeTest(namespace));
}
