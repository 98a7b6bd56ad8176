import { Component, computed, inject, signal } from '@angular/core';
import { email, form, FormField, maxLength, required, validate } from '@angular/forms/signals';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { MatIcon } from '@angular/material/icon';
import { RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api } from '../api';
import type { Branch, NewBranch } from '../api-types';
import { ConflictTable, type ConflictLine } from '../forms/conflict-table';
import { ProblemNote } from '../forms/problem-note';
import { ReferenceData } from '../forms/reference-data';
import { TextField } from '../forms/text-field';
import type { KeepsChanges } from '../forms/unsaved-changes';
import { orNull } from '../forms/values';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';
import { Skeleton } from '../ui/skeleton';
import { namedThings } from './named-things';

const empty = {
  code: '',
  name: '',
  address: '',
  phone: '',
  email: '',
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  isPickupLocation: true,
};
type BranchDraft = typeof empty;

/** The library's branches: where books stand, are lent and are collected. */
@Component({
  imports: [
    ConflictTable,
    EmptyState,
    ErrorState,
    FormField,
    MatButton,
    MatCheckbox,
    MatIcon,
    MatIconButton,
    ProblemNote,
    RouterLink,
    Skeleton,
    TextField,
    TranslocoDirective,
  ],
  host: { '(window:beforeunload)': 'holdWindow($event)' },
  templateUrl: './branches-section.html',
  styleUrl: './settings-list.scss',
})
export class BranchesSection implements KeepsChanges {
  private readonly api = inject(Api);
  private readonly transloco = inject(TranslocoService);
  protected readonly reference = inject(ReferenceData);

  private readonly model = signal<BranchDraft>(empty);
  protected readonly form = form(this.model, (path) => {
    required(path.name);
    maxLength(path.name, 200);
    required(path.code);
    validate(path.code, ({ value }) =>
      value() === '' || /^[A-Za-z0-9][A-Za-z0-9._-]{0,29}$/.test(value().trim()) ? undefined : { kind: 'code' },
    );
    validate(path.timeZone, ({ value }) => (isTimeZone(value()) ? undefined : { kind: 'time_zone' }));
    email(path.email);
    maxLength(path.address, 500);
    maxLength(path.phone, 50);
  });
  protected readonly things = namedThings<Branch, BranchDraft, NewBranch>({
    list: () => this.api.call('GET /api/v1/branches'),
    create: (body) => this.api.call('POST /api/v1/branches', { body }),
    change: (id, body, version) => this.api.call('PATCH /api/v1/branches/{id}', { id, body }, { version }),
    model: this.model,
    empty,
    draftOf: ({ code, name, address, phone, email, timeZone, isPickupLocation }) => ({
      code,
      name,
      address: address ?? '',
      phone: phone ?? '',
      email: email ?? '',
      timeZone,
      isPickupLocation,
    }),
    bodyOf: (draft) => ({
      ...draft,
      code: draft.code.trim(),
      name: draft.name.trim(),
      address: orNull(draft.address),
      phone: orNull(draft.phone),
      email: orNull(draft.email),
    }),
  });
  protected readonly timeZones = Intl.supportedValuesOf('timeZone');
  protected readonly conflictLines = computed(() =>
    this.things.conflicts().map(({ name, mine, theirs, choice }): ConflictLine => {
      const label = this.transloco.translate<string>(`settings.branches.${name}`);
      return { name, label, choice, mine: String(mine), theirs: String(theirs) };
    }),
  );

  hasUnsavedChanges(): boolean {
    return this.things.hasUnsavedChanges();
  }

  protected holdWindow(event: BeforeUnloadEvent): void {
    if (this.hasUnsavedChanges()) event.preventDefault();
  }

  protected save(event: Event): void {
    event.preventDefault();
    void this.things.save(this.form);
  }
}

function isTimeZone(name: string): boolean {
  // The browser's own judgement; Intl throws on a name that it does not know.
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return name !== '';
  } catch {
    return false;
  }
}
