import assert from 'node:assert/strict';
import type { Library } from './library.ts';

export const PASSWORD = 'biblio-demo';

export interface StagedReader {
  id: number;
  name: string;
  card: string;
}

export interface StagedCopy {
  recordId: number;
  title: string;
  barcode: string;
}

/** Prepares what a journey needs through the API, as a librarian does, so that it hangs on nothing in the sample library. */
export interface Stage {
  reader: (familyName: string, debt?: number) => Promise<StagedReader>;
  copy: (title: string, item?: { volume?: string }) => Promise<StagedCopy>;
  password: (reader: StagedReader) => Promise<void>;
  /** A new account of staff with a role at one branch only; takes a stage of the administrator. */
  staffAt: (username: string, roleCode: string, branchId: number) => Promise<void>;
  lend: (reader: StagedReader, copy: StagedCopy) => Promise<void>;
  hold: (reader: StagedReader, copy: StagedCopy) => Promise<void>;
  /** The longest overdue loan of the sample library that its reader still has. */
  overdueLoan: () => Promise<{ barcode: string; dueAt: string }>;
}

/** Opens a session for preparations, that of a librarian or of somebody else among the staff. */
export async function setStage({ url }: Library, login = 'librarian'): Promise<Stage> {
  const signedIn = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password: PASSWORD }),
  });
  const cookie = signedIn.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');

  async function send<T>(method: string, path: string, body?: object): Promise<T> {
    const answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { cookie, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    assert.ok(answer.ok, `${method} ${path}: ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  let copies = 0;
  return {
    async reader(familyName, debt = 0) {
      const person = { givenName: 'Ada', familyName, categoryId: 1, branchId: 1, language: 'en' };
      const { id, cards } = await send<{ id: number; cards: { number: string }[] }>('POST', '/patrons', person);
      if (debt > 0) await send('POST', `/patrons/${id}/charges`, { amount: debt, note: 'A map torn' });
      return { id, name: `Ada ${familyName}`, card: cards[0]!.number };
    },
    async copy(title, item = {}) {
      const { id } = await send<{ id: number }>('POST', '/records', { kind: 'book', title, language: 'eng' });
      const barcode = `JOURNEY${process.pid}-${++copies}`;
      await send('POST', `/records/${id}/items`, { barcode, itemTypeId: 1, homeBranchId: 1, ...item });
      return { recordId: id, title, barcode };
    },
    async lend({ id: patronId }, { barcode }) {
      await send('POST', '/circulation/checkouts', { patronId, barcode, branchId: 1 });
    },
    async hold({ id: patronId }, { recordId }) {
      await send('POST', '/holds', { patronId, recordId, pickupBranchId: 1 });
    },
    async overdueLoan() {
      type Page = { items: { item: { barcode: string }; dueAt: string }[] };
      const { items } = await send<Page>('GET', '/circulation/overdue-loans?situation=out&limit=1');
      return { barcode: items[0]!.item.barcode, dueAt: items[0]!.dueAt };
    },
    async staffAt(username, roleCode, branchId) {
      const roles = [{ roleCode, branchId }];
      const member = { username, displayName: 'Nadia Petit', email: null, language: 'en', branchId: null, roles };
      await send('POST', '/staff', { ...member, password: PASSWORD });
    },
    async password({ id }) {
      await send('PUT', `/patrons/${id}/password`, { password: PASSWORD });
    },
  };
}
