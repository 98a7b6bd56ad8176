import { describe, expect, it } from 'vitest';
import { hoursText, mergeWeeks } from './week-merge';

const monday = { weekday: 1, opens: '10:00', closes: '18:00' };
const tuesday = { weekday: 2, opens: '10:00', closes: '18:00' };

describe('mergeWeeks', () => {
  it('keeps both when two people changed different days', () => {
    const { hours, conflicts } = mergeWeeks([monday, tuesday], [monday], [{ ...monday, closes: '20:00' }, tuesday]);
    expect(hours).toEqual([{ ...monday, closes: '20:00' }]);
    expect(conflicts).toEqual([]);
  });
  it('names the day that both changed and keeps mine', () => {
    const { hours, conflicts } = mergeWeeks([monday], [{ ...monday, closes: '19:00' }], []);
    expect(hours).toEqual([{ ...monday, closes: '19:00' }]);
    expect(conflicts.map(({ name }) => name)).toEqual(['1']);
  });
});

describe('hoursText', () => {
  it('writes several openings of a day', () => {
    expect(
      hoursText([
        { ...monday, closes: '12:00' },
        { ...monday, opens: '14:00' },
      ]),
    ).toBe('10:00–12:00, 14:00–18:00');
  });
});
