// Loaded before a profiled process's own modules: records where it spends its time, from one message to the next.
import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';

/** Microseconds between two looks. */
const INTERVAL = 200;

const session = new Session();
session.connect();

process.on('message', async ({ profile, file }) => {
  if (profile === 'begin') {
    await session.post('Profiler.enable');
    await session.post('Profiler.setSamplingInterval', { interval: INTERVAL });
    await session.post('Profiler.start');
  } else if (profile === 'end') {
    const { profile: recorded } = await session.post('Profiler.stop');
    writeFileSync(file, JSON.stringify(recorded));
  } else return;
  process.send({ profile });
});
process.channel?.unref();
