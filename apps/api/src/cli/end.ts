/** A signal that is given when this process is asked to end, instead of ending it at once. */
export function signalOfEnd(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop.abort());
  return stop.signal;
}
