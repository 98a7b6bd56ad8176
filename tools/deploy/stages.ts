/** A deployment cannot go on; the message says why and what was done about it. */
export class StopError extends Error {}

const times: [name: string, seconds: number][] = [];

/** Does one stage, under its name, and keeps how long it took. */
export async function timed<T>(name: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  say(`\n── ${name}`);
  try {
    return await work();
  } finally {
    times.push([name, (performance.now() - start) / 1000]);
  }
}

export function printTimes(): void {
  const total = times.reduce((sum, [, seconds]) => sum + seconds, 0);
  const lines = [...times, ['together', total] as const].map(
    ([name, seconds]) => `  ${name.padEnd(12)} ${seconds.toFixed(1).padStart(6)} s`,
  );
  say(`\n${lines.join('\n')}`);
}

export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
