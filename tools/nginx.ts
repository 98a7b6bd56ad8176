// Writes what nginx must answer as the API does (deploy/docker/web/same-as-api); a test compares it with the code.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeNginxAnswers } from '../apps/api/src/platform/http/nginx-answers.ts';

const folder = fileURLToPath(new URL('../deploy/docker/web/same-as-api', import.meta.url));
mkdirSync(folder, { recursive: true });
for (const [name, text] of await writeNginxAnswers()) writeFileSync(path.join(folder, name), text);
