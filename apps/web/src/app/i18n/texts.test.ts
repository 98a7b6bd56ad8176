import enAccount from '../../../public/i18n/en/account.json';
import enAccounts from '../../../public/i18n/en/accounts.json';
import enApp from '../../../public/i18n/en/app.json';
import enBackups from '../../../public/i18n/en/backups.json';
import enCash from '../../../public/i18n/en/cash.json';
import enCatalogue from '../../../public/i18n/en/catalogue.json';
import enCirculation from '../../../public/i18n/en/circulation.json';
import enDesk from '../../../public/i18n/en/desk.json';
import enHolds from '../../../public/i18n/en/holds.json';
import enHome from '../../../public/i18n/en/home.json';
import enImports from '../../../public/i18n/en/imports.json';
import enJobs from '../../../public/i18n/en/jobs.json';
import enNotices from '../../../public/i18n/en/notices.json';
import enPatrons from '../../../public/i18n/en/patrons.json';
import enPrivacy from '../../../public/i18n/en/privacy.json';
import enProblems from '../../../public/i18n/en/problems.json';
import enRecordsAdmin from '../../../public/i18n/en/records-admin.json';
import enSettings from '../../../public/i18n/en/settings.json';
import frAccount from '../../../public/i18n/fr/account.json';
import frAccounts from '../../../public/i18n/fr/accounts.json';
import frApp from '../../../public/i18n/fr/app.json';
import frBackups from '../../../public/i18n/fr/backups.json';
import frCash from '../../../public/i18n/fr/cash.json';
import frCatalogue from '../../../public/i18n/fr/catalogue.json';
import frCirculation from '../../../public/i18n/fr/circulation.json';
import frDesk from '../../../public/i18n/fr/desk.json';
import frHolds from '../../../public/i18n/fr/holds.json';
import frHome from '../../../public/i18n/fr/home.json';
import frImports from '../../../public/i18n/fr/imports.json';
import frJobs from '../../../public/i18n/fr/jobs.json';
import frNotices from '../../../public/i18n/fr/notices.json';
import frPatrons from '../../../public/i18n/fr/patrons.json';
import frPrivacy from '../../../public/i18n/fr/privacy.json';
import frProblems from '../../../public/i18n/fr/problems.json';
import frRecordsAdmin from '../../../public/i18n/fr/records-admin.json';
import frSettings from '../../../public/i18n/fr/settings.json';

/** Every text with its key and its placeholders. */
function textsOf(value: unknown, path = ''): [key: string, placeholders: string][] {
  if (typeof value === 'string') return [[path, [...new Set(value.match(/\{\{\w+\}\}/g))].sort().join()]];
  return Object.entries(value as object).flatMap(([key, inner]) => textsOf(inner, `${path}.${key}`));
}

describe('French and English texts', () => {
  it.each([
    ['account', frAccount, enAccount],
    ['accounts', frAccounts, enAccounts],
    ['app', frApp, enApp],
    ['backups', frBackups, enBackups],
    ['cash', frCash, enCash],
    ['catalogue', frCatalogue, enCatalogue],
    ['circulation', frCirculation, enCirculation],
    ['desk', frDesk, enDesk],
    ['holds', frHolds, enHolds],
    ['home', frHome, enHome],
    ['imports', frImports, enImports],
    ['jobs', frJobs, enJobs],
    ['notices', frNotices, enNotices],
    ['patrons', frPatrons, enPatrons],
    ['privacy', frPrivacy, enPrivacy],
    ['problems', frProblems, enProblems],
    ['records-admin', frRecordsAdmin, enRecordsAdmin],
    ['settings', frSettings, enSettings],
  ])('of %s have the same keys and placeholders', (_name, french, english) => {
    expect(textsOf(french).sort()).toEqual(textsOf(english).sort());
  });
});
