// Loaded before a measured process's own modules: tells over IPC how long its event loop was held up at most, by the clock and
// by its own work. On a machine with other work the clock also counts the time that others had the processor.
const RESOLUTION_MS = 10;

let last = performance.now();
let lastCpu = ownCpuMs();
let longest = { ownMs: 0, clockMs: 0 };

setInterval(() => {
  const now = performance.now();
  const cpu = ownCpuMs();
  const clockMs = now - last - RESOLUTION_MS;
  const ownMs = Math.min(clockMs, cpu - lastCpu);
  longest = { ownMs: Math.max(longest.ownMs, ownMs), clockMs: Math.max(longest.clockMs, clockMs) };
  last = now;
  lastCpu = cpu;
}, RESOLUTION_MS).unref();

process.on('message', (message) => {
  if (message !== 'longest') return;
  process.send({ ownMs: Math.round(longest.ownMs), clockMs: Math.round(longest.clockMs) });
  longest = { ownMs: 0, clockMs: 0 };
});
process.channel?.unref();

function ownCpuMs() {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
