// What the image starts. Without a word, or with options only, the server; `worker`; or `biblio` and its arguments.
const ENTRIES = {
  server: '/app/apps/api/dist/main.js',
  worker: '/app/apps/api/dist/worker.js',
  biblio: '/app/apps/api/dist/cli/biblio.js',
};

const words = process.argv.slice(2);
const role = words[0] === undefined || words[0].startsWith('-') ? 'server' : words.shift();

// The first process of a container ignores signals that it has no answer to. Until the program has one, ours ends it; it goes
// when the other is there, because Node stops listening for a signal with the last answer to it.
const leave = () => process.exit(143);
process.on('SIGTERM', leave);
process.on('newListener', (name) => name === 'SIGTERM' && queueMicrotask(() => process.off('SIGTERM', leave)));

if (Object.hasOwn(ENTRIES, role)) {
  process.argv = [process.argv[0], ENTRIES[role], ...words];
  await import(ENTRIES[role]);
} else {
  process.stderr.write(`There is no ${role} in this image. It knows: ${Object.keys(ENTRIES).join(', ')}.\n`);
  process.exitCode = 2;
}
