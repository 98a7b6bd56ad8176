import { centuryName, languageName, ordinal, spokenName } from './record-words';

describe('spokenName', () => {
  it.each([
    ['Hugo, Victor', 'Victor Hugo'],
    ['Hugo, Victor, 1802-1885', 'Victor Hugo'],
    ['Voltaire', 'Voltaire'],
    ['Urfé, Honoré d’', 'Honoré d’Urfé'],
    ['La Fayette, Madame de', 'Madame de La Fayette'],
    ['Staël, Germaine de', 'Germaine de Staël'],
    ['Dumas, Alexandre, fils', 'Dumas, Alexandre, fils'],
  ])('says %s as %s', (name, spoken) => {
    expect(spokenName(name)).toBe(spoken);
  });
});

describe('languageName', () => {
  it.each([
    ['fre', 'en', 'French'],
    ['ger', 'fr', 'Allemand'],
    ['jpn', 'fr', 'Japonais'],
    ['F!', 'fr', 'F!'],
  ])('names %s in %s', (code, language, name) => {
    expect(languageName(code, language)).toBe(name);
  });
});

describe('centuryName and ordinal', () => {
  it('speak both languages', () => {
    expect(centuryName(1800, 'fr')).toBe('XIXe siècle');
    expect(centuryName(2000, 'en')).toBe('21st century');
    expect(centuryName(0, 'fr')).toBe('Ier siècle');
    expect(ordinal(1, 'fr')).toBe('1er');
    expect(ordinal(12, 'en')).toBe('12th');
    expect(ordinal(23, 'en')).toBe('23rd');
  });
});
