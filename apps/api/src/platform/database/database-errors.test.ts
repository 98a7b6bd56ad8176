import assert from 'node:assert/strict';
import { test } from 'node:test';
import { adviceOn, DatabaseUnavailable } from './database-errors.ts';

const refused = Object.assign(new Error("Access denied for user 'biblio'"), { errno: 1045 });
const gone = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });

test('a refused password is told with what may be done about it, a server that is away is not', () => {
  assert.match(adviceOn(new DatabaseUnavailable(refused, false))!, /bring the former password back, or change it/);
  assert.match(adviceOn(refused)!, /ALTER USER/);
  assert.equal(adviceOn(new DatabaseUnavailable(gone, false)), null);
  assert.equal(adviceOn(null), null);
});
