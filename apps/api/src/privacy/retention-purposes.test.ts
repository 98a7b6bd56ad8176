import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import {
  daysFor,
  RETENTION_PURPOSES,
  RETENTION_RULES,
  STANDARD_RETENTION,
  type RetentionRule,
} from './retention-purposes.ts';

const page = readFileSync(path.join(import.meta.dirname, '../../../../docs/privacy.md'), 'utf8');

describe('the purposes of retention', () => {
  for (const purpose of RETENTION_PURPOSES) {
    it(`tell of ${purpose} in the page for the data protection officer, with the days that hold`, () => {
      const { standard, least, most, canBeEndless }: RetentionRule = RETENTION_RULES[purpose];
      const cells = page.match(new RegExp(`^\\| \`${purpose}\` .*$`, 'm'))?.[0].split('|') ?? [];
      const days = cells[4]?.trim() ?? '';
      assert.ok(days.startsWith(`${standard} (${least}–${most}`), `${purpose}: ${days}`);
      assert.equal(days.includes('without an end'), canBeEndless);
      assert.ok(least <= standard && standard <= most);
    });
  }

  it('are as standard until a library sets them, and may be without an end', () => {
    assert.equal(daysFor(STANDARD_RETENTION, 'loan_history'), 30);
    assert.equal(daysFor({ ...STANDARD_RETENTION, days: { loan_history: 7 } }, 'loan_history'), 7);
    assert.equal(daysFor({ ...STANDARD_RETENTION, days: { inactive_readers: null } }, 'inactive_readers'), null);
  });
});
