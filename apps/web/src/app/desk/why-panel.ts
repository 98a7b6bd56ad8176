import { Component, computed, inject } from '@angular/core';
import { MatIcon } from '@angular/material/icon';
import { TranslocoDirective } from '@jsverse/transloco';
import { apiResource } from '../api';
import type { Explanation, ExplanationStep, Refusal } from '../api-types';
import { ExplanationWords } from '../explanations/explanation-words';
import { unitIn } from '../policies/policy-scope';
import { PolicyWords } from '../policies/policy-words';
import { DeskWords } from './desk-words';
import { Why } from './why';

/** Why the desk answered as it did, in words, beside the work: it takes no focus and no key but its own. */
@Component({
  selector: 'app-why-panel',
  imports: [MatIcon, TranslocoDirective],
  template: `
    <aside *transloco="let t; prefix: 'explanation'" [attr.aria-label]="t('title')">
      <div class="spread">
        <h2>{{ t('title') }} <kbd>F1</kbd></h2>
        <button type="button" [attr.aria-label]="t('close')" (click)="why.turn(false)">
          <mat-icon svgIcon="close" aria-hidden="true" />
        </button>
      </div>
      @if (why.explained(); as explained) {
        @if (explained.title) {
          <p class="serif">{{ explained.title }}</p>
        }
        @for (part of parts(); track $index) {
          <h3>{{ part.kind ? t('kinds.' + part.kind) : t('steps') }}</h3>
          <ol>
            @for (sentence of part.sentences; track $index) {
              <li>{{ sentence }}</li>
            }
          </ol>
          @if (part.rules.length > 0) {
            <details>
              <summary>{{ t('rules') }} ({{ part.rules.length }})</summary>
              <dl>
                @for (rule of part.rules; track $index) {
                  <dt>{{ rule.label }}</dt>
                  <dd>
                    <strong class="tabular">{{ rule.value }}</strong>
                    <span class="quiet small">{{ rule.source }}</span>
                  </dd>
                }
              </dl>
            </details>
          }
        } @empty {
          <p class="quiet">{{ t('nothing') }}</p>
        }
      } @else {
        <p class="quiet">{{ t('empty') }}</p>
      }
    </aside>
  `,
  styleUrl: './why-panel.scss',
})
export class WhyPanel {
  protected readonly why = inject(Why);
  private readonly words = inject(ExplanationWords);
  private readonly deskWords = inject(DeskWords);
  private readonly policyWords = inject(PolicyWords);
  private readonly policies = apiResource('GET /api/v1/policies');

  protected readonly parts = computed(() =>
    (this.why.explained()?.parts ?? []).map(({ kind, explanation }) => ({
      kind,
      sentences: this.sentencesOf(explanation.steps),
      rules: this.rulesOf(explanation),
    })),
  );

  private sentencesOf(steps: readonly ExplanationStep[]): string[] {
    const sentences = this.words.sentences(steps);
    return steps.map((step, index) =>
      step.code === 'found' ? this.deskWords.refusal(refusalOf(step)) : sentences[index]!,
    );
  }

  private rulesOf({ policies }: Explanation) {
    const definitions = new Map(
      (this.policies.hasValue() ? this.policies.value().definitions : []).map((each) => [each.name, each]),
    );
    const values = Object.fromEntries(policies.map(({ name, value }) => [name, value]));
    return policies.flatMap(({ name, value, source }) => {
      const definition = definitions.get(name);
      if (definition === undefined) return [];
      const unit = unitIn(values, definition.unit);
      const label = this.policyWords.label(name);
      return [
        { label, value: this.policyWords.value(definition, value, unit), source: this.policyWords.scope(source) },
      ];
    });
  }
}

/** A reason of an explanation as the refusal that it was. */
function refusalOf({ params: { code, severity, ...params } }: ExplanationStep): Refusal {
  return {
    code: String(code),
    severity: severity as Refusal['severity'],
    params,
    overridable: false,
    permission: null,
  };
}
