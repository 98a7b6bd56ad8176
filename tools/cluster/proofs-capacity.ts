import { failures, inWords, underLoad } from './load.ts';
import { ProofError, type Proof, type World } from './world.ts';

const HEAVY = { clients: 40, perSecond: 4 };
const LIGHT = { clients: 5, perSecond: 1 };
/** As many API pods as development has at least. */
const LEAST = 2;

const replicas = async (world: World) => (await world.readyPods('biblio-api')).length;

export const autoscaling: Proof = {
  id: 'autoscaling',
  promise: 10,
  claim: 'Under load the autoscaler adds API pods, takes them away again after it, and no request fails',
  run: async (world) => {
    let out = 0;
    const heavy = await underLoad(
      world,
      async () => {
        out = await world.until('there are more pods', 180, async () => (await replicas(world)) > LEAST);
      },
      HEAVY,
    );
    let back = 0;
    const light = await underLoad(
      world,
      async () => {
        back = await world.until('there are as few as before', 420, async () => (await replicas(world)) === LEAST);
      },
      LIGHT,
    );
    if (failures(heavy) + failures(light) > 0) throw new ProofError(`${inWords(heavy)}; then ${inWords(light)}`);
    return `out after ${out.toFixed(0)} s: ${inWords(heavy)}; in after ${back.toFixed(0)} s: ${inWords(light)}`;
  },
  control: async (world) => {
    await world.kubectl(['delete', 'horizontalpodautoscaler', 'biblio-api']);
    try {
      let most = 0;
      await underLoad(
        world,
        async () => {
          const until = Date.now() + 60_000;
          await world.until('a minute is over', 90, async () => {
            most = Math.max(most, await replicas(world));
            return Date.now() > until;
          });
        },
        HEAVY,
      );
      if (most > LEAST) throw new ProofError(`there were ${most} pods without an autoscaler`);
      return 'without it the same load finds two pods for a minute';
    } finally {
      await world.deploy();
    }
  },
};
