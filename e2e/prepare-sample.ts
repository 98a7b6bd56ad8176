// Starts a library in a new folder as a user's first `npm start` does, and closes it: the tests take copies of what it leaves.
import { setTimeout as pause } from 'node:timers/promises';
import { startLibraryIn } from './library.ts';

const folder = process.argv[2];
if (folder === undefined) throw new Error('Usage: prepare-sample.ts FOLDER');
const library = await startLibraryIn(folder, 'apps/api/src/main.ts');
// With its search index whole, or each copy would begin without one.
while (!(await fetch(`${library.url}/readyz`)).ok) await pause(50);
await library.close();
