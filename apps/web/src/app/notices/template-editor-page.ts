import { Component, computed, effect, ElementRef, inject, input, linkedSignal, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { Api, apiResource, type CallOptions } from '../api';
import type { LanguageCode, NoticeKind, NoticeTemplate } from '../api-types';
import { ProblemNote } from '../forms/problem-note';
import type { KeepsChanges } from '../forms/unsaved-changes';
import { ProblemError } from '../session/problem-error';
import { Confirm } from '../ui/confirm';
import { ErrorState } from '../ui/error-state';
import { PageHeader } from '../ui/page-header';
import { ProblemTexts } from '../ui/problem-texts';
import { Skeleton } from '../ui/skeleton';
import { Toasts } from '../ui/toasts';
import type { TemplateFault } from './notice-types';
import { TemplatePreview } from './template-preview';

/** The text of one mail in one language, and beside it what a reader will get. */
@Component({
  imports: [ErrorState, MatButton, MatIcon, PageHeader, ProblemNote, Skeleton, TemplatePreview, TranslocoDirective],
  templateUrl: './template-editor-page.html',
  styleUrl: './template-editor-page.scss',
  host: { '(window:beforeunload)': 'hasUnsavedChanges() && $event.preventDefault()' },
})
export class TemplateEditorPage implements KeepsChanges {
  private readonly api = inject(Api);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly transloco = inject(TranslocoService);
  private readonly problemTexts = inject(ProblemTexts);
  private readonly bodyBox = viewChild<ElementRef<HTMLTextAreaElement>>('bodyBox');
  private readonly subjectBox = viewChild<ElementRef<HTMLInputElement>>('subjectBox');

  /** From the address. */
  readonly kind = input.required<NoticeKind>();
  readonly language = input.required<LanguageCode>();

  protected readonly name = computed(() => ({ kind: this.kind(), language: this.language() }));
  protected readonly stored = apiResource('GET /api/v1/notice-templates/{kind}/{language}', this.name);
  protected readonly template = computed(() => (this.stored.hasValue() ? this.stored.value() : undefined));
  protected readonly subject = linkedSignal(() => this.template()?.subject ?? '');
  protected readonly body = linkedSignal(() => this.template()?.body ?? '');
  protected readonly source = computed(() => ({ subject: this.subject(), body: this.body() }));
  /** Braces as a parameter of a text, where braces mark parameters. */
  protected readonly braces = { open: '{{', close: '}}' };
  protected readonly isBusy = signal(false);
  protected readonly problem = signal<ProblemError | null>(null);
  /** What the server found wrong, in the text as it is now. */
  protected readonly faults = signal<readonly TemplateFault[]>([]);
  private readonly lastBox = signal<'subject' | 'body'>('body');

  constructor() {
    effect(() => {
      this.source();
      this.problem.set(null);
    });
  }

  hasUnsavedChanges(): boolean {
    const template = this.template();
    return template !== undefined && (template.subject !== this.subject() || template.body !== this.body());
  }

  protected remember(box: 'subject' | 'body'): void {
    this.lastBox.set(box);
  }

  /** Puts a field where the cursor was last. */
  protected insert(text: string): void {
    const isSubject = this.lastBox() === 'subject';
    const box = (isSubject ? this.subjectBox() : this.bodyBox())?.nativeElement;
    if (!box) return;
    box.focus();
    box.setRangeText(text, box.selectionStart ?? box.value.length, box.selectionEnd ?? box.value.length, 'end');
    (isSubject ? this.subject : this.body).set(box.value);
  }

  protected tagOf(name: string): string {
    return `{{${name}}}`;
  }

  protected tagsOf(field: { name: string; of: string[] }): string {
    if (field.of.length === 0) return this.tagOf(field.name);
    return `{{#${field.name}}}\n- {{${field.of[0]}}}\n{{/${field.name}}}\n`;
  }

  protected faultText(fault: TemplateFault): string {
    const { code, name, line, column } = fault;
    return this.transloco.translate(`notices.faults.${code}`, { name, line, column });
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const params = { ...this.name(), body: this.source() };
    await this.change('templates.saved', (read) =>
      this.api.call('PUT /api/v1/notice-templates/{kind}/{language}', params, read),
    );
  }

  protected async reset(): Promise<void> {
    const text = (key: string) => this.transloco.translate<string>(`notices.templates.${key}`);
    const question = { title: text('resetTitle'), text: text('resetText'), action: text('reset'), isDangerous: true };
    if (!(await this.confirm.ask(question))) return;
    await this.change('templates.wasReset', (read) =>
      this.api.call('DELETE /api/v1/notice-templates/{kind}/{language}', this.name(), read),
    );
  }

  protected async sendTest(): Promise<void> {
    this.isBusy.set(true);
    // Nothing is lost when it is refused; the toast says why.
    try {
      const params = { ...this.name(), body: this.source() };
      const { to } = await this.api.call('POST /api/v1/notice-templates/{kind}/{language}/test', params);
      this.toasts.say(this.transloco.translate('notices.templates.tested', { to }));
    } catch (error) {
      this.toasts.say(this.problemTexts.sentence(error), { tone: 'no' });
    } finally {
      this.isBusy.set(false);
    }
  }

  private async change(done: string, send: (read: CallOptions) => Promise<NoticeTemplate>): Promise<void> {
    this.isBusy.set(true);
    this.problem.set(null);
    // A refusal belongs beside the text, which stays as it was typed; anything else is a defect and surfaces.
    try {
      this.stored.set(await send({ version: this.template()?.version ?? 0 }));
      this.toasts.say(this.transloco.translate(`notices.${done}`));
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      this.problem.set(error);
    } finally {
      this.isBusy.set(false);
    }
  }
}
