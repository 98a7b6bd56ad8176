import { Component, computed, effect, input, output, signal, untracked } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { apiResource } from '../api';
import type { LanguageCode, MailText, NoticeKind, PatronSummary } from '../api-types';
import { ProblemError } from '../session/problem-error';
import { ErrorState } from '../ui/error-state';
import type { TemplateFault } from './notice-types';

/** So long after the last key the preview is asked for. */
const PAUSE_MS = 300;

/** What a reader will get, as the text is typed: for an invented reader or one who is chosen. */
@Component({
  selector: 'app-template-preview',
  imports: [ErrorState, TranslocoDirective],
  template: `
    <section *transloco="let t; prefix: 'notices.preview'" [attr.aria-label]="t('title')">
      <div class="spread">
        <h2>{{ t('title') }}</h2>
        <div class="choice" role="group" [attr.aria-label]="t('form')">
          <button type="button" [attr.aria-pressed]="!isPlain()" (click)="isPlain.set(false)">{{ t('html') }}</button>
          <button type="button" [attr.aria-pressed]="isPlain()" (click)="isPlain.set(true)">{{ t('text') }}</button>
        </div>
      </div>
      <label>
        <span>{{ t('reader') }}</span>
        <input
          #box
          type="search"
          autocomplete="off"
          [placeholder]="t('readerHint')"
          [value]="chosen()?.name ?? ''"
          (input)="find(box.value)"
        />
      </label>
      @if (query() !== '' && found().length > 0) {
        <ul class="found">
          @for (patron of found(); track patron.id) {
            <li>
              <button type="button" (click)="choose(patron)">
                {{ patron.givenName }} {{ patron.familyName }} <span class="quiet">{{ patron.cardNumber }}</span>
              </button>
            </li>
          }
        </ul>
      }
      @if (mail(); as mail) {
        <article [attr.lang]="lang()" [class.stale]="isStale()">
          <p class="subject">{{ mail.subject }}</p>
          @if (isPlain()) {
            <pre>{{ mail.text }}</pre>
          } @else {
            <div class="body" [innerHTML]="mail.html"></div>
          }
        </article>
      } @else if (otherError(); as error) {
        <app-error-state [error]="error" (retry)="preview.reload()" />
      }
      <p class="small quiet">{{ t('invented') }}</p>
    </section>
  `,
  styleUrls: ['./mail-body.scss', './template-preview.scss'],
})
export class TemplatePreview {
  /** Which text it is. */
  readonly template = input.required<{ kind: NoticeKind; language: LanguageCode }>();
  readonly source = input.required<{ subject: string; body: string }>();
  readonly lang = input.required<string>();
  /** What is wrong with the text; empty when nothing is. */
  readonly faulty = output<readonly TemplateFault[]>();

  protected readonly isPlain = signal(false);
  protected readonly query = signal('');
  protected readonly chosen = signal<{ id: number; name: string } | null>(null);
  private readonly settled = signal<{ subject: string; body: string } | null>(null);

  private readonly patrons = apiResource('GET /api/v1/patrons', () =>
    this.query().length < 2 ? undefined : { q: this.query(), limit: 5 },
  );
  protected readonly found = computed(() => (this.patrons.hasValue() ? this.patrons.value().items : []));
  protected readonly preview = apiResource('POST /api/v1/notice-templates/{kind}/{language}/preview', () => {
    const source = this.settled();
    const patronId = this.chosen()?.id;
    return source === null ? undefined : { ...this.template(), body: { ...source, patronId } };
  });
  /** The last text that could be written stays while the next one is typed. */
  protected readonly mail = signal<MailText | null>(null);
  protected readonly isStale = computed(() => this.preview.error() !== undefined);
  protected readonly otherError = computed(() => (this.faults().length > 0 ? null : this.preview.error()));
  private readonly faults = computed(() => {
    const error = this.preview.error();
    const cause = error instanceof ProblemError ? error : (error as { cause?: unknown } | undefined)?.cause;
    if (!(cause instanceof ProblemError) || cause.code !== 'template_invalid') return [];
    return cause.params['faults'] as TemplateFault[];
  });

  constructor() {
    effect((onCleanup) => {
      const source = this.source();
      const isFirst = untracked(this.settled) === null;
      const timer = setTimeout(() => this.settled.set(source), isFirst ? 0 : PAUSE_MS);
      onCleanup(() => clearTimeout(timer));
    });
    effect(() => {
      if (this.preview.hasValue()) this.mail.set(this.preview.value());
    });
    effect(() => this.faulty.emit(this.faults()));
  }

  protected find(text: string): void {
    this.query.set(text.trim());
    if (text.trim() === '') this.chosen.set(null);
  }

  protected choose({ id, givenName, familyName }: PatronSummary): void {
    this.chosen.set({ id, name: `${givenName} ${familyName}`.trim() });
    this.query.set('');
  }
}
