import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { findEventEnd } from './log-events.ts';
import { assembleLog, nameOfRange, parseRange, type LogRange } from './log-ranges.ts';

const range = (number: number, from: number, to: number, isEnd = false): LogRange => ({
  server: 'a-b',
  file: `binlog.${String(number).padStart(6, '0')}`,
  from,
  to,
  isEnd,
  sha256: 'ab'.repeat(32),
  isEncrypted: false,
});

describe('a stored part of a binary log', () => {
  it('is known by its name', () => {
    for (const one of [
      range(12, 0, 500),
      range(999_999, 500, 2 ** 31, true),
      { ...range(1, 4, 5), isEncrypted: true },
    ]) {
      assert.deepEqual(parseRange(nameOfRange(one)), one);
    }
    for (const name of ['log/a-b/reach.json', 'backups/x/manifest.json', `${nameOfRange(range(1, 0, 4))}.unfinished`]) {
      assert.equal(parseRange(name), null);
    }
  });

  it('follows the one before it, or the log ends there', () => {
    const shapes = (ranges: LogRange[], first = 'binlog.000001') =>
      assembleLog(ranges, first).map(({ file, ranges: chosen, to, isEnd }) => [file, chosen.length, to, isEnd]);
    const whole = [range(1, 0, 100), range(1, 100, 300, true), range(2, 0, 50), range(2, 50, 60)];
    assert.deepEqual(shapes(whole), [
      ['binlog.000001', 2, 300, true],
      ['binlog.000002', 2, 60, false],
    ]);
    assert.deepEqual(shapes(whole, 'binlog.000002'), [['binlog.000002', 2, 60, false]]);
    assert.deepEqual(shapes(whole.filter(({ from }) => from !== 100)), [['binlog.000001', 1, 100, false]]);
    assert.deepEqual(shapes(whole.filter(({ from }) => from !== 0)), []);
    // Put together, and killed before the parts were removed.
    assert.deepEqual(shapes([...whole, range(1, 0, 300, true)]), [
      ['binlog.000001', 1, 300, true],
      ['binlog.000002', 2, 60, false],
    ]);
    assert.deepEqual(shapes([range(999_999, 0, 9, true), range(1_000_000, 0, 7)], 'binlog.999999').length, 2);
    // A file whose end was stored without anything new in it.
    assert.deepEqual(shapes([range(1, 0, 100), range(1, 0, 100, true)]), [['binlog.000001', 1, 100, true]]);
  });
});

describe('the end of the last whole event', () => {
  const event = (length: number) => {
    const bytes = Buffer.alloc(length, 7);
    bytes.writeUInt32LE(length, 9);
    return bytes;
  };
  const magic = Buffer.from([0xfe, 0x62, 0x69, 0x6e]);
  const large = [magic, ...Array.from({ length: 5000 }, (_, n) => event(19 + (n % 900)))];

  it('is found wherever the file was cut', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'biblio-log-'));
    try {
      const file = path.join(folder, 'binlog.000001');
      const content = Buffer.concat([magic, event(100), event(19), event(300)]);
      const ends = [104, 123, 423];
      for (let length = 0; length <= content.length; length += 1) {
        writeFileSync(file, content.subarray(0, length));
        const expected = ends.filter((end) => end <= length).at(-1) ?? 0;
        assert.equal(await findEventEnd(file, 0), expected, `${length} bytes`);
        if (length >= 104) assert.equal(await findEventEnd(file, 104), expected);
      }
      writeFileSync(file, Buffer.concat([...large, event(400).subarray(0, 399)]));
      assert.equal(await findEventEnd(file, 0), Buffer.concat(large).length);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
