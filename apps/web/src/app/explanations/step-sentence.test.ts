import contract from '../../../../../contract/openapi.json';
import english from '../../../public/i18n/en/explanation.json';
import french from '../../../public/i18n/fr/explanation.json';
import type { ExplanationStep } from '../api-types';
import { stepSentence, timeZoneOf, type StepWriting } from './step-sentence';

const writing: StepWriting = {
  language: 'en',
  currency: 'EUR',
  branchName: (id) => `Branch ${id}`,
  timeZone: 'Europe/Paris',
};

describe('a step of an explanation', () => {
  it('writes days, branches and amounts out', () => {
    const rolled: ExplanationStep = {
      code: 'due_rolled_forward',
      params: { from: '2026-12-25', closedDays: 1, to: '2026-12-26' },
    };
    expect(stepSentence(rolled, writing)).toEqual({
      key: 'due_rolled_forward',
      params: { from: 'Friday, 25 December 2026', closedDays: 1, to: 'Saturday, 26 December 2026' },
    });
    const branch: ExplanationStep = { code: 'policies_of_branch', params: { branchId: 3, by: 'desk' } };
    expect(stepSentence(branch, writing)).toEqual({
      key: 'policies_of_branch_desk',
      params: { branchId: 'Branch 3', by: 'desk' },
    });
    const { params } = stepSentence({ code: 'overdue_charged', params: { amount: 150 } }, writing);
    expect(params['amount']).toBe('€1.50');
  });

  it('says the day of a moment that ends it, and the time of any other', () => {
    const due = (at: string) => stepSentence({ code: 'due_at', params: { at } }, writing).params['at'];
    expect(due('2026-03-16T22:59:00.000Z')).toBe('Monday, 16 March 2026');
    expect(due('2026-03-16T10:05:00.000Z')).toBe('Monday, 16 March 2026, 11:05');
  });

  it('counts lateness in days, or hours where it is not whole days', () => {
    const late = (minutes: number) => {
      const params = { from: '2026-03-01', to: '2026-03-03', minutes, closedDays: 0, late: minutes };
      const sentence = stepSentence({ code: 'overdue_late', params }, writing);
      return [sentence.key, sentence.params['count']];
    };
    expect(late(2880)).toEqual(['overdue_late_day', 2]);
    expect(late(150)).toEqual(['overdue_late_hour', 2]);
  });

  it('is reckoned in the zone that it names, or that of its branch', () => {
    const branch: ExplanationStep = { code: 'return_at_branch', params: { branchId: 2 } };
    expect(timeZoneOf([branch], () => 'Asia/Tokyo')).toBe('Asia/Tokyo');
    const from: ExplanationStep = {
      code: 'due_counts_from',
      params: { at: '2026-03-01T00:00:00.000Z', timeZone: 'Europe/Paris' },
    };
    expect(timeZoneOf([branch, from], () => 'Asia/Tokyo')).toBe('Europe/Paris');
    expect(timeZoneOf([], () => 'Asia/Tokyo')).toBeUndefined();
  });
});

describe('the words of explanations', () => {
  const codes = contract.components.schemas.ExplanationStep.properties.code.enum;

  it.each(codes.filter((code) => code !== 'found'))('tell of %s in both languages', (code) => {
    for (const texts of [english, french]) {
      const keys = Object.keys(texts.step);
      expect(keys.some((key) => key === code || key.startsWith(`${code}_`))).toBe(true);
    }
  });

  it('are the same texts with the same placeholders', () => {
    const shape = (texts: Record<string, string>) =>
      Object.entries(texts).map(([key, text]) => [key, [...new Set(text.match(/\{\{\w+\}\}/g))].sort().join()]);
    expect(shape(french.step)).toEqual(shape(english.step));
  });
});
