import type { CashDay } from '../api-types';
import { parseSignedMoney } from '../ui/money-pipe';
import { countsOf, differenceOf } from './closing-draft';

const flow = (count: number, amount: number) => ({ count, amount });
const nothing = flow(0, 0);
const day: Pick<CashDay, 'methods'> = {
  methods: [
    { method: 'cash', payments: flow(3, 900), refunds: flow(1, 200), voids: nothing, net: 700 },
    { method: 'card', payments: flow(1, 100), refunds: nothing, voids: flow(1, 100), net: 0 },
    { method: 'cheque', payments: nothing, refunds: flow(1, 50), voids: nothing, net: -50 },
    { method: 'transfer', payments: nothing, refunds: nothing, voids: nothing, net: 0 },
  ],
};
const parse = (text: string) => parseSignedMoney(text, 'EUR');

describe('countsOf', () => {
  it('asks for every method with a receipt, even where they cancel out', () => {
    expect(countsOf(day, {}, parse).map(({ method, counted }) => [method, counted])).toEqual([
      ['cash', null],
      ['card', null],
      ['cheque', null],
    ]);
  });

  it('holds what was counted against what should be there', () => {
    const counts = countsOf(day, { cash: '6,90', card: '0', cheque: '-0,50' }, parse);
    expect(counts.map(({ difference }) => difference)).toEqual([-10, 0, 0]);
    expect(differenceOf(counts)).toBe(-10);
  });

  it('knows no difference while something is missing or is no amount', () => {
    expect(differenceOf(countsOf(day, { cash: '7,00', card: 'none', cheque: '-0,50' }, parse))).toBeNull();
  });
});
