import { Component, computed, inject, output, signal } from '@angular/core';
import { form, FormField, maxLength, required, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatCheckbox } from '@angular/material/checkbox';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { ReferenceData } from '../forms/reference-data';
import { SelectField } from '../forms/select-field';
import { submission } from '../forms/submission';
import { TextField } from '../forms/text-field';
import { idOrNull } from '../forms/values';
import { Language } from '../i18n/language';
import type { DraftClosure } from './rehearsal';

const NOTHING = { branch: '', firstDay: '', lastDay: '', reason: '', isYearly: false };

/** Adds days of closing to a draft. */
@Component({
  selector: 'app-draft-closure-form',
  imports: [FormField, MatButton, MatCheckbox, SelectField, TextField, TranslocoDirective],
  template: `
    <form (submit)="add($event)" novalidate *transloco="let t; prefix: 'policies.rehearsal'">
      <div class="fields">
        <app-select-field [label]="t('closure.branch')" [field]="form.branch" [options]="branches()" />
        <app-text-field type="date" [label]="t('closure.firstDay')" [field]="form.firstDay" />
        <app-text-field
          type="date"
          [label]="t('closure.lastDay')"
          [field]="form.lastDay"
          [hint]="t('closure.lastDayHint')"
        />
        <app-text-field [label]="t('closure.reason')" [field]="form.reason" />
      </div>
      <div class="row">
        <mat-checkbox [formField]="form.isYearly">{{ t('closure.isYearly') }}</mat-checkbox>
        <button matButton="outlined" type="submit">{{ t('closure.add') }}</button>
      </div>
    </form>
  `,
  styles: `
    form {
      display: grid;
      gap: 8px;
      padding-block-start: 8px;
    }
    .fields {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 190px), 1fr));
      gap: 8px 16px;
    }
  `,
})
export class DraftClosureForm {
  private readonly reference = inject(ReferenceData);
  private readonly language = inject(Language);
  private readonly transloco = inject(TranslocoService);

  readonly added = output<DraftClosure>();

  private readonly model = signal({ ...NOTHING });
  protected readonly form = form(this.model, (path) => {
    required(path.firstDay);
    required(path.reason);
    maxLength(path.reason, 200);
    validate(path.lastDay, ({ value, valueOf }) =>
      value() !== '' && value() < valueOf(path.firstDay) ? { kind: 'order' } : undefined,
    );
  });
  private readonly submission = submission();
  protected readonly branches = computed(() => {
    this.language.current();
    const all = { value: '', label: this.transloco.translate<string>('policies.scope.allBranches') };
    return [all, ...this.reference.branchOptions()];
  });

  protected async add(event: Event): Promise<void> {
    event.preventDefault();
    const isSound = await this.submission.run(this.form, async () => {
      const { branch, firstDay, lastDay, reason, isYearly } = this.model();
      this.added.emit({
        branchId: idOrNull(branch),
        firstDay,
        lastDay: lastDay || firstDay,
        reason: reason.trim(),
        isYearly,
      });
    });
    if (isSound) this.form().reset({ ...NOTHING });
  }
}
