import { HttpClient, provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { firstValueFrom } from 'rxjs';
import type { SessionState } from '../api-types';
import { provideTranslations } from '../i18n/translation';
import { ExpiredSession, expiredSessionInterceptor } from './expired-session';
import { ProblemError, problemInterceptor } from './problem-error';
import { Session } from './session';

const LIBRARY = { name: 'Trois-Rivières', currency: 'EUR', defaultLanguage: 'fr', isSample: false } as const;
const NOBODY = {
  kind: 'anonymous',
  id: null,
  name: null,
  branchId: null,
  permissions: [],
  branchesOf: {},
  language: 'en',
} as const;
const ASSISTANT = {
  kind: 'staff',
  id: 3,
  name: 'Lena',
  branchId: 1,
  permissions: ['circulation.desk', 'patrons.view'],
  branchesOf: { 'circulation.desk': [1, 3] },
  language: 'en',
} as const;
const answer = (actor: object) =>
  ({ actor, needsFirstAdministrator: false, library: LIBRARY }) as unknown as SessionState;

describe('Session', () => {
  let http: HttpTestingController;
  let session: Session;
  let isBack: boolean;

  beforeEach(() => {
    localStorage.setItem('biblio.language', 'en');
    isBack = true;
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(withInterceptors([problemInterceptor, expiredSessionInterceptor])),
        provideHttpClientTesting(),
        provideTranslations(),
        { provide: ExpiredSession, useValue: { renew: () => Promise.resolve(isBack) } },
      ],
    });
    http = TestBed.inject(HttpTestingController);
    session = TestBed.inject(Session);
  });

  async function signIn(): Promise<void> {
    const done = session.signIn('lena', 'secret');
    http.expectOne({ url: '/api/v1/session', method: 'POST' }).flush(answer(ASSISTANT));
    await done;
  }

  it('is nobody with no permission until the API has answered', async () => {
    expect(session.isLoaded()).toBe(false);
    expect(session.can('circulation.desk')).toBe(false);
    const loaded = session.load();
    http.expectOne('/api/v1/session').flush(answer(NOBODY));
    await loaded;
    await session.ready;
    expect(session.isSignedIn()).toBe(false);
    expect(session.library().name).toBe('Trois-Rivières');
  });

  it('may do what the API said, and no more', async () => {
    await signIn();
    expect(session.isStaff()).toBe(true);
    expect(session.can('circulation.desk')).toBe(true);
    expect(session.can('staff.manage')).toBe(false);
  });

  it('knows where a permission holds, and that it does not hold for the library as a whole', async () => {
    await signIn();
    expect([1, 2, 3, null].filter((place) => session.canAt('circulation.desk', place))).toEqual([1, 3]);
    expect([1, 2, 3, null].filter((place) => session.canAt('patrons.view', place))).toEqual([1, 2, 3, null]);
    expect([1, null].filter((place) => session.canAt('staff.manage', place))).toEqual([]);
  });

  it('throws the API’s problem when the password is wrong, and stays nobody', async () => {
    const refused = session.signIn('lena', 'wrong').catch((error: unknown) => error);
    http
      .expectOne('/api/v1/session')
      .flush(
        { code: 'invalid_credentials', title: 'The name or the password is wrong' },
        { status: 401, statusText: '' },
      );
    expect(await refused).toMatchObject({ code: 'invalid_credentials', status: 401 });
    expect(session.isSignedIn()).toBe(false);
  });

  it('forgets everything when signing out', async () => {
    await signIn();
    const out = session.signOut();
    http.expectOne({ url: '/api/v1/session', method: 'DELETE' }).flush(null);
    await out;
    expect(session.actor().name).toBe('');
    expect(session.permissions().size).toBe(0);
  });

  it('keeps why the first call failed, for a retry', async () => {
    const loaded = session.load();
    http.expectOne('/api/v1/session').error(new ProgressEvent('error'), { status: 0 });
    await loaded;
    expect(session.loadProblem()?.code).toBe('offline');
  });

  describe('when it has expired on the server', () => {
    it('signs in again and repeats the call once', async () => {
      await signIn();
      const call = firstValueFrom(TestBed.inject(HttpClient).get('/api/v1/loans'));
      http.expectOne('/api/v1/loans').flush({ code: 'not_signed_in' }, { status: 401, statusText: '' });
      await Promise.resolve();
      http.expectOne('/api/v1/loans').flush({ items: [] });
      expect(await call).toEqual({ items: [] });
    });

    it('gives the problem to the page when nobody signs in', async () => {
      await signIn();
      isBack = false;
      const call = firstValueFrom(TestBed.inject(HttpClient).get('/api/v1/loans')).catch((error: unknown) => error);
      http.expectOne('/api/v1/loans').flush({ code: 'not_signed_in' }, { status: 401, statusText: '' });
      const error = await call;
      expect(error).toBeInstanceOf(ProblemError);
      expect(error).toMatchObject({ code: 'not_signed_in' });
    });
  });
});
