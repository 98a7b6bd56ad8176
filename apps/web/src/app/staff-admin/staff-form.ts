import { Component, computed, inject, input, linkedSignal, output, signal, untracked } from '@angular/core';
import { email, form, FormField, maxLength, minLength, required, validate } from '@angular/forms/signals';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatIcon } from '@angular/material/icon';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api } from '../api';
import type { Permission, StaffMember } from '../api-types';
import { ConflictTable, type ConflictLine } from '../forms/conflict-table';
import { changedFields, isSame, mergeEdits, type Conflict } from '../forms/merge';
import { ProblemNote } from '../forms/problem-note';
import { ReferenceData } from '../forms/reference-data';
import { SelectField } from '../forms/select-field';
import { submission } from '../forms/submission';
import { TextField } from '../forms/text-field';
import { only } from '../forms/values';
import { Language } from '../i18n/language';
import { Toasts } from '../ui/toasts';
import { Roles } from './roles';
import { bodyOfStaff, draftOfStaff, newStaff, type RoleDraft, type StaffDraft } from './staff-draft';

/** What concerns all branches alike: the API opens it only to a role that holds everywhere. */
const OF_LIBRARY: ReadonlySet<Permission> = new Set([
  'catalogue.import',
  'notices.manage',
  'staff.manage',
  'settings.manage',
  'audit.view',
]);

/** Name, language and roles of a member of staff; a role may hold for one branch or for all. */
@Component({
  selector: 'app-staff-form',
  imports: [
    ConflictTable,
    FormField,
    MatButton,
    MatCheckbox,
    MatIcon,
    MatIconButton,
    ProblemNote,
    SelectField,
    TextField,
    TranslocoDirective,
  ],
  templateUrl: './staff-form.html',
  styles: `
    form {
      display: grid;
      gap: 10px;
    }
    .two {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 220px), 1fr));
      gap: 10px 16px;
    }
    fieldset {
      display: grid;
      gap: 10px;
      justify-items: start;
      padding: 12px 0;
      border: 0;
      min-width: 0;
    }
    legend {
      padding: 0;
      font-family: var(--app-serif);
      font-size: 1.1rem;
      font-weight: 600;
    }
    .role {
      display: grid;
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr) auto;
      align-items: start;
      gap: 8px;
      width: 100%;
    }
    .role button {
      margin-block-start: 4px;
    }
  `,
})
export class StaffForm {
  private readonly api = inject(Api);
  private readonly language = inject(Language);
  private readonly toasts = inject(Toasts);
  private readonly transloco = inject(TranslocoService);
  private readonly reference = inject(ReferenceData);
  protected readonly roles = inject(Roles);

  readonly person = input.required<StaffMember | null>();
  readonly saved = output<StaffMember>();

  private readonly base = linkedSignal({
    source: () => this.person()?.id,
    computation: () => untracked(() => this.baseOf(this.person())),
  });
  private readonly model = linkedSignal<number | undefined, StaffDraft & { password: string }>({
    source: () => this.person()?.id,
    computation: () => untracked(() => ({ ...this.baseOf(this.person()).draft, password: '' })),
  });
  protected readonly form = form(this.model, (path) => {
    required(path.displayName);
    maxLength(path.displayName, 200);
    required(path.username);
    validate(path.username, ({ value }) =>
      value() === '' || /^[a-z0-9][a-z0-9._-]{1,62}$/.test(value().trim()) ? undefined : { kind: 'username' },
    );
    email(path.email);
    required(path.password, { when: () => this.person() === null });
    minLength(path.password, 10);
    maxLength(path.password, 200);
  });
  protected readonly submission = submission();
  protected readonly conflicts = signal<Conflict<StaffDraft>[]>([]);
  protected readonly conflictLines = computed(() => this.conflicts().map((conflict) => this.lineOf(conflict)));

  protected readonly languages = [
    { value: 'fr', label: 'Français' },
    { value: 'en', label: 'English' },
  ];
  protected readonly branchOptions = computed(() => [{ value: '', label: '—' }, ...this.reference.branchOptions()]);
  protected readonly roleBranchOptions = computed(() => {
    this.language.current();
    const all = this.transloco.translate<string>('staffAdmin.everyBranch');
    return [{ value: '', label: all }, ...this.reference.branchOptions()];
  });

  hasUnsavedChanges(): boolean {
    return !isSame(this.draft(), this.base().draft) || this.model().password !== '';
  }

  /** What a role permits at one branch, in words. */
  protected atBranch(roleCode: string, branchId: string): { branch: string; rights: string } {
    const rights = this.roles.rights(roleCode).filter((permission) => !OF_LIBRARY.has(permission));
    return { branch: this.reference.branchName(Number(branchId)), rights: this.inWords(rights) };
  }

  /** What a role permits only where it holds in every branch; empty when there is nothing of the kind. */
  protected notAtBranch(roleCode: string): string {
    return this.inWords(this.roles.rights(roleCode).filter((permission) => OF_LIBRARY.has(permission)));
  }

  protected addRole(): void {
    this.changeRoles((roles) => [...roles, { roleCode: this.roles.all().at(-1)?.code ?? '', branchId: '' }]);
  }

  protected removeRole(index: number): void {
    this.changeRoles((roles) => roles.filter((_, at) => at !== index));
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    let person: StaffMember | null = null;
    const isSaved = await this.submission.run(this.form, async () => (person = await this.send()));
    if (isSaved && person !== null) {
      this.accept(person);
      this.toasts.say(this.transloco.translate('forms.saved'));
      this.saved.emit(person);
    } else if (this.submission.problem()?.code === 'precondition_failed') {
      await this.meetOtherVersion();
    }
  }

  protected settle({ name, choice }: { name: string; choice: 'mine' | 'theirs' }): void {
    this.conflicts.update((all) => all.map((one) => (one.name === name ? { ...one, choice } : one)));
    const conflict = this.conflicts().find((one) => one.name === name);
    if (conflict) this.model.update((draft) => ({ ...draft, [name]: conflict[choice] }));
  }

  private send(): Promise<StaffMember> {
    const person = this.person();
    if (person === null) {
      const { username, password } = this.model();
      const { isActive: _isActive, ...body } = bodyOfStaff(this.model());
      return this.api.call('POST /api/v1/staff', { body: { ...body, username: username.trim(), password } });
    }
    const names = Object.keys(changedFields(this.base().draft, this.draft()));
    if (names.length === 0) return Promise.resolve(person);
    const params = { id: person.id, body: only(bodyOfStaff(this.model()), names) };
    return this.api.call('PATCH /api/v1/staff/{id}', params, { version: this.version() });
  }

  private async meetOtherVersion(): Promise<void> {
    const theirs = await this.api.call('GET /api/v1/staff/{id}', { id: this.person()!.id });
    const { merged, conflicts } = mergeEdits(this.base().draft, this.draft(), draftOfStaff(theirs));
    this.base.set(this.baseOf(theirs));
    this.model.set({ ...merged, password: '' });
    this.conflicts.set(conflicts);
  }

  private accept(person: StaffMember): void {
    this.base.set(this.baseOf(person));
    this.model.set({ ...draftOfStaff(person), password: '' });
    this.conflicts.set([]);
  }

  /** The page may have saved something else meanwhile (a password): its version counts too. */
  private version(): number {
    return Math.max(this.base().version, this.person()?.version ?? 0);
  }

  private draft(): StaffDraft {
    const { password: _password, ...draft } = this.model();
    return draft;
  }

  private baseOf(person: StaffMember | null): { draft: StaffDraft; version: number } {
    if (person !== null) return { draft: draftOfStaff(person), version: person.version };
    return { draft: { ...newStaff, language: this.language.current() }, version: 0 };
  }

  private inWords(permissions: readonly Permission[]): string {
    const words = permissions.map((permission) =>
      this.transloco.translate<string>(`staffAdmin.permissions.${permission.replace('.', '_')}`),
    );
    return new Intl.ListFormat(this.language.current()).format(words);
  }

  private changeRoles(change: (roles: RoleDraft[]) => RoleDraft[]): void {
    this.model.update((draft) => ({ ...draft, roles: change(draft.roles) }));
  }

  private lineOf({ name, mine, theirs, choice }: Conflict<StaffDraft>): ConflictLine {
    const text = (value: StaffDraft[keyof StaffDraft]) => {
      if (Array.isArray(value)) return value.map(({ roleCode }) => this.roles.name(roleCode)).join(', ');
      return name === 'branchId' ? this.reference.branchName(Number(value) || null) : String(value);
    };
    return {
      name,
      label: this.transloco.translate(`staffAdmin.${name}`),
      choice,
      mine: text(mine),
      theirs: text(theirs),
    };
  }
}
