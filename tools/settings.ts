import { readFileSync, writeFileSync } from 'node:fs';
import { withSettingsTable } from '../apps/api/src/platform/settings-table.ts';

// Writes the table of docs/configuration.md; a test compares it with the code.
const page = new URL('../docs/configuration.md', import.meta.url);
writeFileSync(page, withSettingsTable(readFileSync(page, 'utf8')));
