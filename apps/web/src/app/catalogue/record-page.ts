import { Component, computed, effect, inject, input, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { MatIcon } from '@angular/material/icon';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoPipe } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';
import { apiResource, apiAddress } from '../api';
import type { Hold, RecordDetail } from '../api-types';
import { Language } from '../i18n/language';
import { PageTitle } from '../i18n/page-title';
import { onLiveChange } from '../live/live';
import { Session } from '../session/session';
import { BookCover } from '../ui/book-cover';
import { ErrorState } from '../ui/error-state';
import { Skeleton } from '../ui/skeleton';
import { AvailabilityTag } from './availability-tag';
import { CopyList } from './copy-list';
import { RecordShelf } from './record-shelf';
import { languageName, spokenName } from './record-words';
import { ReserveDialog } from './reserve-dialog';

/** A title: what it is, where it stands, and how to have it. */
@Component({
  imports: [
    AvailabilityTag,
    BookCover,
    CopyList,
    ErrorState,
    MatButton,
    MatIcon,
    RecordShelf,
    RouterLink,
    Skeleton,
    TranslocoDirective,
    TranslocoPipe,
  ],
  templateUrl: './record-page.html',
  styleUrl: './record-page.scss',
})
export class RecordPage {
  protected readonly session = inject(Session);
  private readonly language = inject(Language);
  private readonly dialog = inject(MatDialog);
  private readonly router = inject(Router);

  readonly id = input.required<string>();
  /** Set when coming back from signing in to reserve. */
  readonly reserve = input<string>();

  protected readonly detail = apiResource('GET /api/v1/records/{id}', () => ({ id: Number(this.id()) }));
  private readonly relatedList = apiResource('GET /api/v1/records/{id}/related', () => ({ id: Number(this.id()) }));
  protected readonly record = computed(() => (this.detail.hasValue() ? this.detail.value() : undefined));
  protected readonly related = computed(() => (this.relatedList.hasValue() ? this.relatedList.value().items : []));
  protected readonly authors = computed(() =>
    (this.record()?.authors ?? []).map((name) => ({ name, spoken: spokenName(name) })),
  );
  protected readonly languageOfRecord = computed(() => {
    const code = this.record()?.language;
    return code ? languageName(code, this.language.current()) : null;
  });
  protected readonly published = computed(() => {
    const record = this.record();
    return [record?.place, record?.publisher, record?.year].filter(Boolean).join(', ');
  });
  protected readonly returnTo = computed(() => `/records/${this.id()}?reserve=1`);
  protected readonly formats = ['marcxml', 'iso2709', 'json'] as const;

  constructor() {
    const pageTitle = inject(PageTitle);
    effect(() => {
      const record = this.record();
      if (record) pageTitle.show(record.title);
    });
    onLiveChange(
      ({ recordId }) => recordId === Number(this.id()),
      () => this.detail.reload(),
    );
    effect(() => {
      const record = this.record();
      if (record && this.reserve() === '1' && this.session.isPatron()) {
        untracked(() => void this.askForHold(record));
      }
    });
  }

  protected marcOf({ id }: RecordDetail, format: (typeof this.formats)[number]): string {
    return apiAddress('GET /api/v1/records/{id}/marc', { id, format });
  }

  protected async askForHold(record: RecordDetail): Promise<void> {
    if (this.reserve()) void this.router.navigate([], { queryParams: {}, replaceUrl: true });
    const dialog = this.dialog.open<ReserveDialog, RecordDetail, Hold>(ReserveDialog, { data: record, width: '520px' });
    if (await firstValueFrom(dialog.afterClosed())) this.detail.reload();
  }
}
