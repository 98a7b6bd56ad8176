import { setTimeout as pause } from 'node:timers/promises';
import { failures, inWords, unavailable, underLoad, type Tally } from './load.ts';
import { crashMysql, freshMysql } from './mysql.ts';
import { reckon, type Kept } from './reckoning.ts';
import { ProofError, type Proof, type World } from './world.ts';

const WITHIN_SECONDS = 60;
const AROUND_MS = 4000;

/** Desks lend and take back as fast as they can while MySQL dies. */
async function desksThroughCrash(world: World): Promise<Tally> {
  await freshMysql(world);
  const settle = () => pause(AROUND_MS);
  return underLoad(
    world,
    async () => {
      await settle();
      await crashMysql(world);
      await settle();
    },
    { paths: [], desks: 8 },
  );
}

/** Every loan of the copies that desks lent. */
async function loansOf(world: World, { lent }: Tally): Promise<Kept[]> {
  const barcodes = [...new Set(lent.map(([, barcode]) => `'${barcode}'`))];
  const rows = await world.sql(
    `select l.id, i.barcode, l.returned_at is not null from biblio.loans l join biblio.items i on i.id = l.item_id
     where i.barcode in (${barcodes.join(', ')});`,
  );
  return rows.split('\n').map((row) => {
    const [id, barcode, isReturned] = row.split('\t') as [string, string, string];
    return { id: Number(id), barcode, isReturned: isReturned === '1' };
  });
}

async function askDoctor(world: World): Promise<void> {
  const [pod] = await world.readyPods('biblio-api');
  const { code, stdout, stderr } = await world.biblio(pod!.metadata.name, 'doctor');
  if (code !== 0) throw new ProofError(`the doctor says: ${stdout.trim()} ${stderr.trim()}`);
}

const inNumbers = ({ lent, returned }: Tally) => `${lent.length} loans and ${returned.length} returns acknowledged`;

export const loansSurvive: Proof = {
  id: 'loans-survive',
  promise: 2,
  claim: `MySQL is killed while desks lend and take back: 503 with Retry-After, no API pod is restarted, all works again within ${WITHIN_SECONDS} s, and no acknowledged loan or return is lost or done twice`,
  run: async (world) => {
    const restarts = await world.restarts('biblio-api');
    const tally = await desksThroughCrash(world);
    const others = failures(tally) - unavailable(tally);
    const away = (tally.lastFailure - tally.firstFailure) / 1000;
    if (failures(tally) === 0) throw new ProofError('no request failed, so nobody asked while MySQL was away');
    if (others > 0) throw new ProofError(`not only 503: ${inWords(tally)}`);
    if (tally.withRetryAfter !== unavailable(tally)) throw new ProofError('a 503 came without Retry-After');
    if ((await world.restarts('biblio-api')) !== restarts) throw new ProofError('an API pod was restarted');
    if (away > WITHIN_SECONDS) throw new ProofError(`away for ${away.toFixed(0)} s`);
    const { gone, untold } = reckon(tally, await loansOf(world, tally));
    if (gone + untold > 0) throw new ProofError(`${inNumbers(tally)}, ${gone} gone, ${untold} done besides`);
    await askDoctor(world);
    return `${inNumbers(tally)}, each there once, and the doctor content; 503 for ${away.toFixed(1)} s; 0 restarts`;
  },
  control: async (world) => {
    // MySQL acknowledges what it has not written yet.
    await freshMysql(world);
    await world.sql(
      `set global innodb_log_writer_threads = off; set global innodb_flush_log_at_trx_commit = 0;
       set global innodb_flush_log_at_timeout = 60;`,
    );
    const tally = await desksThroughCrash(world);
    const { gone } = reckon(tally, await loansOf(world, tally));
    if (gone === 0) throw new ProofError(`nothing was lost without durable commits either (${inNumbers(tally)})`);
    return `with commits that are written later (innodb_flush_log_at_trx_commit=0): ${inNumbers(tally)}, ${gone} of them gone`;
  },
};
