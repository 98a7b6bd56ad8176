import { describe, expect, it } from 'vitest';
import type { Patron } from '../api-types';
import { bodyOfNewPatron, changesOfPatron, draftOfPatron, newPatronDraft } from './patron-draft';

const patron: Patron = {
  id: 12,
  categoryId: 1,
  branchId: 2,
  familyName: 'Curie',
  givenName: 'Marie',
  birthDate: '1867-11-07',
  email: 'marie@example.org',
  phone: null,
  street: null,
  postalCode: null,
  city: 'Paris',
  language: 'fr',
  notes: null,
  expiresOn: '2027-08-31',
  restrictedUntil: null,
  restrictionReason: null,
  noticeChoice: 'library',
  historyChoice: 'library',
  cards: [],
  version: 3,
  createdAt: '2026-01-01T00:00:00.000Z',
};

describe('changesOfPatron', () => {
  it('sends only what is named, null for what was emptied, ids as numbers', () => {
    const draft = {
      ...draftOfPatron(patron),
      email: '',
      categoryId: '4',
      phone: ' 01 02 ',
      historyChoice: 'always' as const,
    };
    expect(changesOfPatron(draft, ['email', 'categoryId', 'phone', 'historyChoice'])).toEqual({
      email: null,
      categoryId: 4,
      phone: '01 02',
      historyChoice: 'always',
    });
  });
});

describe('bodyOfNewPatron', () => {
  it('leaves out what was not given', () => {
    const draft = {
      ...newPatronDraft({ language: 'en', branchId: '2', categoryId: '1' }),
      familyName: ' Curie ',
      givenName: 'Ève',
    };
    expect(bodyOfNewPatron(draft)).toEqual({
      familyName: 'Curie',
      givenName: 'Ève',
      language: 'en',
      branchId: 2,
      categoryId: 1,
      historyChoice: 'library',
    });
  });
});
