import type { Manifest } from '../kubernetes/manifest.ts';
import { failedShare, failures, inWords, underLoad, type Tally } from './load.ts';
import { api, expectStop, setVariable } from './proofs-deploy.ts';
import { passed, ProofError, type Proof, type World } from './world.ts';

const BUDGET = 0.02;
/** Each request finds its own pod, so that the canary gets its full share: the worst for users. */
const VISITORS = { keepAlive: false };
const WATCH = { seconds: 30, errorShare: BUDGET, canarySeconds: 10 };
/** Nobody objects to anything. */
const UNWATCHED = { seconds: 1, errorShare: 1, canarySeconds: 1 };

/** Whose requests a faulty release fails, as an expression over the request. */
const EVERYBODY = 'true';
const USERS_ONLY = "!String(this.req.headers['user-agent']).startsWith('biblio-deploy')";

export const automaticRollback: Proof = {
  id: 'automatic-rollback',
  promise: 5,
  claim: 'A release that fails 10 % of requests is rolled back by itself before any user meets it',
  run: async (world) => {
    const { said, tally } = await deployFaulty(world, EVERYBODY);
    if (!said.startsWith('Before users met it')) throw new ProofError(`found late: ${said}`);
    if (failures(tally) > 0) throw new ProofError(`users met it: ${inWords(tally)}`);
    return `${firstSentence(said)}; users, from the deployment’s first second to its last: ${inWords(tally)}`;
  },
  control: (world) => unwatched(world, EVERYBODY),
};

export const canaryRollback: Proof = {
  id: 'canary-rollback',
  promise: 5,
  claim:
    'A release that fails 10 % of users’ requests, and none of the deployment’s own, is rolled back while one pod has it: of users’ requests from the deployment’s first second to its last, 2 % fail at most',
  run: async (world) => {
    const { said, tally } = await deployFaulty(world, USERS_ONLY);
    if (failures(tally) === 0) throw new ProofError(`nobody met the fault, so nothing was proved: ${said}`);
    if (failedShare(tally) > BUDGET) throw new ProofError(`too late: ${inWords(tally)}`);
    const seconds = (tally.lastFailure - tally.firstFailure) / 1000;
    const share = (failedShare(tally) * 100).toFixed(2);
    return `${firstSentence(said)}; ${inWords(tally)}: ${share} %, within ${seconds.toFixed(1)} s`;
  },
  control: (world) => unwatched(world, USERS_ONLY),
};

async function deployFaulty(world: World, whose: string): Promise<{ said: string; tally: Tally }> {
  let said = '';
  const tally = await underLoad(
    world,
    async () => {
      said = await expectStop(world, (manifests) => addFault(manifests, whose), WATCH);
    },
    VISITORS,
  );
  if (!/Rolled back .*biblio-api/.test(said)) throw new ProofError(`stopped without a way back: ${said}`);
  const deployed = await world.kubectl(['get', 'deployment/biblio-api', 'service/biblio-api', '--output=json']);
  if (deployed.includes('FAULT')) throw new ProofError('the faulty release is still there');
  if (deployed.includes('"paused"') || /"selector": \{[^}]*pod-template-hash/.test(deployed)) {
    throw new ProofError('it is rolled back, but halts or leads past new pods still');
  }
  return { said, tally };
}

/** The same release with nobody to object: it stays, and users meet it for good. */
async function unwatched(world: World, whose: string): Promise<string> {
  try {
    await world.deploy((manifests) => addFault(manifests, whose), UNWATCHED);
    const tenSeconds = () => world.until('ten seconds are over', 20, passed(10_000));
    const tally = await underLoad(world, tenSeconds, VISITORS);
    const deployed = await world.kubectl(['get', 'deployment/biblio-api', '--output=json']);
    if (!deployed.includes('FAULT')) throw new ProofError('it was rolled back although nobody watched');
    if (failedShare(tally) <= BUDGET) throw new ProofError(`users hardly met it: ${inWords(tally)}`);
    return `unwatched, it stays; users of the next ten seconds: ${inWords(tally)}`;
  } finally {
    await world.deploy();
  }
}

/** A release of which every tenth answer is an error. */
function addFault(manifests: Manifest[], whose: string): void {
  const fault = `
    import http from 'node:http';
    const { writeHead } = http.ServerResponse.prototype;
    let number = 0;
    http.ServerResponse.prototype.writeHead = function (...args) {
      if (this.req.url.startsWith('/api/') && (${whose}) && (number += 1) % 10 === 0) args[0] = 500;
      this.statusCode = args[0];
      return writeHead.apply(this, args);
    };`;
  setVariable(manifests, 'FAULT', fault);
  setVariable(manifests, 'NODE_OPTIONS', `--import data:text/javascript,${encodeURIComponent(fault)}`);
  api(manifests).spec.containers[0]!.env!.sort((one, other) => one.name.localeCompare(other.name));
}

const firstSentence = (said: string) => said.split('\n')[0]!;
