import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { MatIcon } from '@angular/material/icon';
import { TranslocoDirective } from '@jsverse/transloco';
import { Language } from '../i18n/language';
import { plainAmount } from '../records-admin/item-draft';
import { Session } from '../session/session';
import { parseMoney } from '../ui/money-pipe';
import { ProblemTexts } from '../ui/problem-texts';
import type { PolicyLine, PolicyScope, PolicyValue } from './policy-scope';
import { PolicyStore } from './policy-store';
import { PolicyWords } from './policy-words';

/** What the select says: inherit, no limit, a value of its own, or the word of a choice. */
type Stand = 'inherit' | 'none' | 'value' | `is:${string}`;

/** One rule at one scope: inherited (and from where), without a limit, or with a value of its own. Zero is a value. */
@Component({
  selector: 'app-policy-row',
  imports: [MatIcon, TranslocoDirective],
  template: `
    <div class="rule" [class.own]="line().own" *transloco="let t; prefix: 'policies'">
      <div class="what">
        <label [for]="id" class="name">{{ words.label(line().definition.name) }}</label>
        @if (words.hint(line().definition.name); as hint) {
          <p class="small quiet">{{ hint }}</p>
        }
      </div>
      <div class="how">
        @if (line().isSettable) {
          <div class="row control">
            <select [id]="id" [disabled]="isBusy() || !isAllowed()" (change)="choose($event)">
              <option value="inherit" [selected]="stand() === 'inherit'">
                {{ t('inherit', { value: words.value(line().definition, line().inherited.value, line().unit) }) }}
              </option>
              @if (options(); as options) {
                @for (option of options; track option.value) {
                  <option [value]="option.value" [selected]="stand() === option.value">{{ option.label }}</option>
                }
              } @else {
                @if (line().definition.isNullable) {
                  <option value="none" [selected]="stand() === 'none'">
                    {{ words.noLimit(line().definition.name) }}
                  </option>
                }
                <option value="value" [selected]="stand() === 'value'">{{ t('ownValue') }}</option>
              }
            </select>
            @if (stand() === 'value') {
              <span class="amount">
                <input
                  [type]="line().definition.type === 'day' ? 'date' : 'text'"
                  [attr.inputmode]="line().definition.type === 'money' ? 'decimal' : 'numeric'"
                  class="tabular"
                  autocomplete="off"
                  [attr.aria-label]="words.label(line().definition.name)"
                  [attr.aria-invalid]="fault() !== null"
                  [disabled]="!isAllowed()"
                  [value]="text()"
                  (input)="text.set($any($event.target).value)"
                  (change)="saveText()"
                />
                <span class="small quiet">{{
                  line().definition.type === 'money' ? session.library().currency : words.unit(line().unit)
                }}</span>
              </span>
            }
            @if (isSaved()) {
              <mat-icon svgIcon="check" class="saved" aria-hidden="true" />
            }
          </div>
          <p class="small quiet" role="status">
            @if (fault(); as fault) {
              <span class="fault">{{ fault }}</span>
            } @else if (isBusy()) {
              {{ t('saving') }}
            } @else if (line().own) {
              {{ isSaved() ? t('saved') + ' ' : '' }}{{ t('setHere') }}
            } @else {
              {{ t('from', { source: words.scope(line().inherited.source) }) }}
            }
            @if (line().exceptions > 0) {
              · {{ t('exceptions', { count: line().exceptions }) }}
            }
          </p>
        } @else {
          <p>{{ words.value(line().definition, line().inherited.value, line().unit) }}</p>
          <p class="small quiet">{{ t('notHere', { dimensions: dimensions() }) }}</p>
        }
      </div>
    </div>
  `,
  styles: `
    .rule {
      display: grid;
      grid-template-columns: minmax(0, 1fr) minmax(0, 440px);
      gap: 4px 32px;
      padding: 10px 20px;
      border-inline-start: 4px solid transparent;
    }
    .own {
      border-inline-start-color: var(--mat-sys-primary);
    }
    .name {
      font-weight: 550;
    }
    .how {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: 4px;
      align-content: start;
    }
    .control {
      gap: 8px;
    }
    select,
    input {
      height: 40px;
      padding-inline: 10px;
      border: 1px solid var(--mat-sys-outline);
      border-radius: 8px;
      background: var(--mat-sys-surface-container-lowest);
    }
    select {
      flex: 1 1 160px;
      min-width: 0;
    }
    .rule:not(.own) select {
      color: var(--mat-sys-on-surface-variant);
    }
    .amount {
      display: flex;
      align-items: center;
      gap: 8px;
    }
    .amount input {
      width: 92px;
      text-align: end;
    }
    .amount input[type='date'] {
      width: 150px;
    }
    input[aria-invalid='true'] {
      border-color: var(--mat-sys-error);
    }
    .fault {
      color: var(--mat-sys-error);
    }
    .saved {
      color: var(--app-yes);
    }
    @media (max-width: 760px) {
      .rule {
        grid-template-columns: minmax(0, 1fr);
        padding-inline: 14px;
      }
    }
  `,
})
export class PolicyRowEditor {
  private static count = 0;
  private readonly store = inject(PolicyStore);
  private readonly problemTexts = inject(ProblemTexts);
  private readonly language = inject(Language);
  protected readonly words = inject(PolicyWords);
  protected readonly session = inject(Session);
  protected readonly id = `policy-${PolicyRowEditor.count++}`;

  readonly line = input.required<PolicyLine>();
  readonly scope = input.required<PolicyScope>();

  /** A role may hold at some branches only. */
  protected readonly isAllowed = computed(() => this.session.canAt('policies.edit', this.scope().branchId));
  protected readonly isBusy = signal(false);
  protected readonly isSaved = signal(false);
  protected readonly fault = signal<string | null>(null);
  protected readonly stand = linkedSignal<Stand>(() => this.standOf(this.line()));
  protected readonly text = linkedSignal(() => this.textOf(this.line().own?.value ?? null));

  /** The words of a choice, yes and no included; null for numbers, money and days. */
  protected readonly options = computed(() => {
    const { name, type, options = [] } = this.line().definition;
    if (type === 'boolean') {
      return [true, false].map((value) => ({
        value: `is:${value}` as const,
        label: this.words.value(this.line().definition, value, null),
      }));
    }
    if (type !== 'choice') return null;
    return options.map((option) => ({ value: `is:${option}` as const, label: this.words.option(name, option) }));
  });
  protected readonly dimensions = computed(() => {
    return this.line()
      .definition.scope.map((dimension) => this.words.dimension(dimension))
      .join(', ');
  });

  protected choose(event: Event): void {
    const stand = (event.target as HTMLSelectElement).value as Stand;
    this.stand.set(stand);
    this.fault.set(null);
    const { own, inherited, definition } = this.line();
    if (stand === 'inherit') void this.run(async () => (own === null ? undefined : this.store.unset(own)));
    else if (stand === 'none') this.set(null);
    else if (stand === 'value') this.text.set(this.textOf(own?.value ?? inherited.value));
    else this.set(definition.type === 'boolean' ? stand === 'is:true' : stand.slice(3));
  }

  protected saveText(): void {
    const value = this.parsed();
    if (value !== null) this.set(value);
    else this.fault.set(this.words.unreadable());
  }

  private set(value: PolicyValue): void {
    void this.run(() => this.store.set(this.line().definition.name, this.scope(), value));
  }

  private async run(change: () => Promise<void>): Promise<void> {
    this.isBusy.set(true);
    this.isSaved.set(false);
    this.fault.set(null);
    // The refusal is told in the row, which keeps what was chosen.
    try {
      await change();
      this.isSaved.set(true);
    } catch (error) {
      this.fault.set(this.problemTexts.sentence(error));
    } finally {
      this.isBusy.set(false);
    }
  }

  private parsed(): number | string | null {
    const text = this.text().trim();
    const { type } = this.line().definition;
    if (type === 'day') return text === '' ? null : text;
    if (type === 'money') return parseMoney(text, this.session.library().currency);
    return /^\d+$/.test(text) ? Number(text) : null;
  }

  private standOf({ own, definition }: PolicyLine): Stand {
    if (own === null) return 'inherit';
    if (own.value === null) return 'none';
    return definition.type === 'boolean' || definition.type === 'choice' ? `is:${String(own.value)}` : 'value';
  }

  private textOf(value: PolicyValue): string {
    if (value === null) return '';
    if (this.line().definition.type !== 'money') return String(value);
    return plainAmount(Number(value), this.session.library().currency, this.language.current());
  }
}
