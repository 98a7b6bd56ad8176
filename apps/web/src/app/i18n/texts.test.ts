import enAccount from '../../../public/i18n/en/account.json';
import enApp from '../../../public/i18n/en/app.json';
import enCatalogue from '../../../public/i18n/en/catalogue.json';
import enHome from '../../../public/i18n/en/home.json';
import enNotices from '../../../public/i18n/en/notices.json';
import enProblems from '../../../public/i18n/en/problems.json';
import frAccount from '../../../public/i18n/fr/account.json';
import frApp from '../../../public/i18n/fr/app.json';
import frCatalogue from '../../../public/i18n/fr/catalogue.json';
import frHome from '../../../public/i18n/fr/home.json';
import frNotices from '../../../public/i18n/fr/notices.json';
import frProblems from '../../../public/i18n/fr/problems.json';

/** Every text with its key and its placeholders. */
function textsOf(value: unknown, path = ''): [key: string, placeholders: string][] {
  if (typeof value === 'string') return [[path, [...new Set(value.match(/\{\{\w+\}\}/g))].sort().join()]];
  return Object.entries(value as object).flatMap(([key, inner]) => textsOf(inner, `${path}.${key}`));
}

describe('French and English texts', () => {
  it.each([
    ['account', frAccount, enAccount],
    ['app', frApp, enApp],
    ['catalogue', frCatalogue, enCatalogue],
    ['home', frHome, enHome],
    ['notices', frNotices, enNotices],
    ['problems', frProblems, enProblems],
  ])('of %s have the same keys and placeholders', (_name, french, english) => {
    expect(textsOf(french).sort()).toEqual(textsOf(english).sort());
  });
});
