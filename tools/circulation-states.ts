import { writeFileSync } from 'node:fs';
import { writeStatesPage } from '../apps/api/src/circulation/circulation-states-page.ts';

// Writes docs/circulation-states.md; a test compares it with the code.
writeFileSync(new URL('../docs/circulation-states.md', import.meta.url), writeStatesPage());
