import { setTitle, stableNumber } from './cover-lettering';

describe('setTitle', () => {
  it.each([
    ['Germinal', 1],
    ['Le Rouge et le Noir', 3],
    ['The History of the Decline and Fall of the Roman Empire', 6],
  ])('sets %s without cutting it', (title, atMost) => {
    const { lines } = setTitle(title, 138, 7);
    expect(lines.join(' ')).toBe(title);
    expect(lines.length).toBeLessThanOrEqual(atMost);
  });

  it('sets a short title larger than a long one', () => {
    expect(setTitle('Ubu roi', 138, 7).size).toBeGreaterThan(
      setTitle('À la recherche du temps perdu, tome 3', 138, 7).size,
    );
  });

  it('ends what cannot fit in an ellipsis, within its lines', () => {
    const { lines } = setTitle('mot '.repeat(200), 138, 7);
    expect(lines).toHaveLength(7);
    expect(lines.at(-1)).toMatch(/…$/);
  });

  it('shortens a word that is wider than the cover', () => {
    const { lines } = setTitle('Donaudampfschifffahrtsgesellschaftskapitän', 122, 6);
    expect(lines[0]).toMatch(/…$/);
  });
});

describe('stableNumber', () => {
  it('depends on the words only, not on their case or their Unicode form', () => {
    expect(stableNumber('L’Étranger')).toBe(stableNumber('l’e\u0301tranger'));
    expect(stableNumber('Candide')).not.toBe(stableNumber('Zadig'));
  });
});
