import { describe, expect, it } from 'vitest';
import { columnChart, dayChart, rowChart, type ChartColours } from './chart-options';

const colours: ChartColours = {
  ink: '#000',
  quiet: '#777',
  line: '#ccc',
  paper: '#fff',
  first: '#0a0',
  second: '#a70',
  alarm: '#a00',
};
const words = { number: String, day: (day: string) => day.slice(5) };

describe('dayChart', () => {
  it('draws checkouts and returns over the days, told apart by more than colour', () => {
    const days = [
      { day: '2026-11-01', checkouts: 3, returns: 1 },
      { day: '2026-11-02', checkouts: 0, returns: 2 },
    ];
    const option = dayChart(days, { checkouts: 'Lent', returns: 'Back' }, colours, words);
    expect(option.xAxis).toMatchObject({ data: ['11-01', '11-02'] });
    expect(option.series).toMatchObject([
      { name: 'Lent', data: [3, 0], lineStyle: { type: 'solid' } },
      { name: 'Back', data: [1, 2], lineStyle: { type: 'dashed' } },
    ]);
  });
});

describe('rowChart', () => {
  it('puts the longest bar on top, which is the last of the axis', () => {
    const option = rowChart(
      [
        { label: 'a', count: 1 },
        { label: 'b', count: 9 },
        { label: 'c', count: 4 },
      ],
      '#0a0',
      colours,
      words,
    );
    expect(option.yAxis).toMatchObject({ data: ['a', 'c', 'b'] });
    expect(option.series).toMatchObject([{ data: [1, 4, 9] }]);
  });
});

describe('columnChart', () => {
  it('keeps the order of ordered groups', () => {
    const option = columnChart(
      [
        { label: '1-7', count: 9 },
        { label: '8-30', count: 2 },
      ],
      '#a00',
      colours,
      words,
    );
    expect(option.xAxis).toMatchObject({ data: ['1-7', '8-30'] });
  });
});
