import { computed, inject, Injectable, signal } from '@angular/core';
import { Api } from '../api';
import type { Actor, FirstAdministrator, LibraryInfo, Permission, SessionState } from '../api-types';
import { Language } from '../i18n/language';
import { ProblemError } from './problem-error';

const NOBODY: Actor = {
  kind: 'anonymous',
  id: null,
  name: '',
  branchId: null,
  permissions: [],
  branchesOf: {},
  language: 'fr',
};
const ANY_LIBRARY: LibraryInfo = {
  name: 'Biblio Pro',
  currency: 'EUR',
  defaultLanguage: 'fr',
  isSample: false,
};

/** Who is here, what they may do, and which library this is. */
@Injectable({ providedIn: 'root' })
export class Session {
  private readonly api = inject(Api);
  private readonly language = inject(Language);
  private readonly state = signal<SessionState | null>(null);
  private readonly failure = signal<ProblemError | null>(null);
  private announceReady!: () => void;

  /** Resolves when the API has said who is here; guards wait for it. */
  readonly ready = new Promise<void>((resolve) => (this.announceReady = resolve));

  readonly isLoaded = computed(() => this.state() !== null);
  /** Why the first call failed, until it succeeds. */
  readonly loadProblem = this.failure.asReadonly();
  readonly actor = computed(() => this.state()?.actor ?? NOBODY);
  readonly library = computed(() => this.state()?.library ?? ANY_LIBRARY);
  readonly needsFirstAdministrator = computed(() => this.state()?.needsFirstAdministrator ?? false);
  readonly permissions = computed<ReadonlySet<Permission>>(() => new Set(this.actor().permissions));
  readonly isSignedIn = computed(() => this.actor().kind !== 'anonymous');
  readonly isStaff = computed(() => this.actor().kind === 'staff');
  readonly isPatron = computed(() => this.actor().kind === 'patron');

  /** Whether one may do this at some branch. */
  can(permission: Permission): boolean {
    return this.permissions().has(permission);
  }

  /** Whether one may do this at a branch, or for the library as a whole (`null`). */
  canAt(permission: Permission, branchId: number | null): boolean {
    if (!this.can(permission)) return false;
    const branches = this.actor().branchesOf[permission];
    return branches === undefined || (branchId !== null && branches.includes(branchId));
  }

  /** Asks the API who is here; a failure is kept in `loadProblem` for a retry. */
  async load(): Promise<void> {
    this.failure.set(null);
    try {
      await this.accept(await this.api.call('GET /api/v1/session'));
    } catch (error) {
      // Only the API's refusal or silence is shown with a retry; anything else is a defect and must surface.
      if (!(error instanceof ProblemError)) throw error;
      this.failure.set(error);
    }
  }

  /** @throws ProblemError `invalid_credentials` or `too_many_attempts` */
  async signIn(login: string, password: string): Promise<Actor> {
    await this.accept(await this.api.call('POST /api/v1/session', { body: { login, password } }));
    return this.actor();
  }

  async signOut(): Promise<void> {
    await this.api.call('DELETE /api/v1/session');
    this.forget();
  }

  /** The server no longer knows our session: nobody is signed in here. */
  forget(): void {
    this.state.update((state) => state && { ...state, actor: { ...NOBODY, language: state.actor.language } });
  }

  async createFirstAdministrator(person: FirstAdministrator): Promise<void> {
    await this.accept(await this.api.call('POST /api/v1/first-administrator', { body: person }));
  }

  private async accept(state: SessionState): Promise<void> {
    if (state.actor.kind !== 'anonymous') await this.language.follow(state.actor.language);
    this.state.set(state);
    this.announceReady();
  }
}
