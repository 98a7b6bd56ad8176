import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { readExamples, workOut, type GuideExample } from './guide-examples.ts';

/** What an example states as its outcome. */
const OUTCOMES = ['holds', 'due', 'refused', 'charge', 'suspended until', 'lost', 'kept until'];

const read = (language: 'en' | 'fr') =>
  readExamples(readFileSync(new URL(`../../../docs/guide/rules-${language}.md`, import.meta.url), 'utf8'), language);

function check({ line, facts }: GuideExample): void {
  const stated = facts.filter(([name]) => OUTCOMES.includes(name));
  assert.ok(stated.length > 0, `the example in line ${line} states no outcome`);
  const outcome = workOut({ line, facts });
  for (const [name, value] of stated) assert.equal(outcome[name], value, `line ${line}: ${name}`);
}

describe('the guide to the rules', () => {
  const english = read('en');
  for (const example of english) {
    it(`states the outcome of the example in line ${example.line}`, () => check(example));
  }

  it('has enough examples to be a guide', () => assert.ok(english.length >= 35, String(english.length)));

  it('has the same examples in French', () => {
    const plain = (examples: GuideExample[]) =>
      examples.map(({ facts }) =>
        facts.map(([name, value]) => [name, ['set', 'asked'].includes(name) ? value.replace(/[A-Z]\w+/g, 'X') : value]),
      );
    assert.deepEqual(plain(read('fr')), plain(english));
    for (const example of read('fr')) check(example);
  });

  it('is held to its outcomes', () => {
    const wrong = readExamples(
      '```example\nrules: loanPeriod = 14\nlent: 2026-03-04 15:00\ndue: 2026-03-19 23:59\n```',
      'en',
    );
    assert.throws(() => check(wrong[0]!), /line 1: due/);
  });
});
