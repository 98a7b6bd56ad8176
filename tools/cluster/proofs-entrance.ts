import { execFile } from 'node:child_process';
import path from 'node:path';
import { Authority, keyHash, type Pair } from './authority.ts';
import { present } from './handshakes.ts';
import { ProofError, type Proof, type World } from './world.ts';

const ROOT = path.dirname(path.dirname(import.meta.dirname));

/** Once in an environment: a journey finds the titles of the last time beside its own, and does not know which to take. */
export const browserJourney: Proof = {
  id: 'browser-journey',
  claim:
    'A browser goes through the ingress with TLS as people do: signs in, searches, lends, renews, returns and undoes, is refused and overrides',
  run: async (world) => {
    const authority = new Authority();
    try {
      const pair = authority.issue(world.host);
      await present(world, pair);
      const { passed: well, failed, text } = await journeys(world, authority, pair);
      if (failed > 0 || well === 0) throw new ProofError(`${failed} of ${well + failed} journeys failed: ${text}`);
      return `${well} journeys with a real browser`;
    } finally {
      authority.remove();
    }
  },
  control: async (world) => {
    const authority = new Authority();
    const selector = (part: string) => ({ spec: { selector: { 'app.kubernetes.io/name': part } } });
    const lead = async (part: string) =>
      world.kubectl(['patch', 'service', 'biblio-web', '--type=merge', `--patch=${JSON.stringify(selector(part))}`]);
    try {
      const pair = authority.issue(world.host);
      await present(world, pair);
      await lead('nobody');
      const { passed: well, failed } = await journeys(world, authority, pair, '^lends, renews');
      if (failed === 0) throw new ProofError(`${well} journeys went well without a web app`);
      return 'while the web app’s Service leads nowhere, the journey fails';
    } finally {
      await lead('biblio-web');
      authority.remove();
    }
  },
};

/** Drives the journeys at the desk of e2e/ at the ingress, with a browser and a Node that trust its certificate and no other. */
async function journeys(world: World, authority: Authority, pair: Pair, only = '') {
  const env = {
    ...process.env,
    BIBLIO_E2E_URL: `https://${world.host}`,
    BIBLIO_E2E_ADDRESS: await world.entrance(),
    BIBLIO_E2E_KEY: keyHash(pair),
    NODE_EXTRA_CA_CERTS: authority.file,
  };
  const pattern = only === '' ? [] : [`--test-name-pattern=${only}`];
  const args = ['--test', '--test-reporter=tap', ...pattern, path.join(ROOT, 'e2e/desk.test.ts')];
  const text = await new Promise<string>((resolve) => {
    execFile(process.execPath, args, { cwd: ROOT, env, maxBuffer: 64 * 1024 ** 2 }, (_, stdout) => resolve(stdout));
  });
  const count = (word: string) => Number(new RegExp(`^# ${word} (\\d+)`, 'm').exec(text)?.[1] ?? 0);
  const failures = text.matchAll(/^\s*not ok \d+ - (.*)$|^\s*error: (?:\|-\n\s*)?(.*)$/gm);
  const said = [...failures].map(([, name, error]) => name ?? error).slice(0, 6);
  return { passed: count('pass'), failed: count('fail'), text: said.join('; ') };
}
