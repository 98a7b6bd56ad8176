import type { World } from './world.ts';

const mysqlReady = async (world: World) => (await world.readyPods('biblio-mysql')).length === 1;
const READY_WITHIN_SECONDS = 300;

/** Takes MySQL's pod away as an eviction does; another one comes. @returns how many seconds that took. */
export async function replaceMysql(world: World): Promise<number> {
  const [before] = await world.pods('biblio-mysql');
  await world.kubectl(['delete', 'pod', 'biblio-mysql-0', '--wait=false']);
  return world.until('MySQL is ready again', READY_WITHIN_SECONDS, async () => {
    const [now] = await world.pods('biblio-mysql');
    return now !== undefined && now.metadata.uid !== before?.metadata.uid && mysqlReady(world);
  });
}

/** A pod whose process has not died yet: the cluster lets one wait that dies for the second time. */
export async function freshMysql(world: World): Promise<void> {
  if ((await world.restarts('biblio-mysql')) > 0) await replaceMysql(world);
}

/**
 * Lets MySQL's process die where it stands, without a word to its tables. As the first process of its container it gets no SIGKILL
 * from inside, but the signal of a wrong address, at which it ends at once.
 *
 * @returns how many seconds it was until it was ready again.
 */
export async function crashMysql(world: World): Promise<number> {
  const before = await world.restarts('biblio-mysql');
  await world.kubectl(['exec', 'biblio-mysql-0', '--', 'sh', '-c', 'kill -SEGV 1']);
  return world.until('MySQL has died and is ready again', READY_WITHIN_SECONDS, async () => {
    return (await world.restarts('biblio-mysql')) > before && mysqlReady(world);
  });
}
