import { Component, computed, inject, linkedSignal, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import type { Refusal } from '../api-types';
import { CopyCondition } from './copy-condition';
import { DeskStore } from './desk-store';
import type { Slip } from './desk-types';
import { DeskWords } from './desk-words';
import { canOverride, couldSomebodyOverride, withOverrides } from './outcomes';
import { SessionLog } from './session-log';

const TONE_ICONS = { yes: 'check_circle', no: 'block', attention: 'warning', info: 'info' };

/** The desk's one answer, always in the same place: what happened, why not, and what can be done about it here. */
@Component({
  selector: 'app-outcome-panel',
  imports: [CopyCondition, MatButton, MatIcon, RouterLink, TranslocoDirective],
  templateUrl: './outcome-panel.html',
  styleUrl: './outcome-panel.scss',
})
export class OutcomePanel {
  protected readonly store = inject(DeskStore);
  protected readonly words = inject(DeskWords);
  private readonly log = inject(SessionLog);

  readonly slipWanted = output<Slip>();

  protected readonly icons = TONE_ICONS;
  protected readonly outcome = computed(() => {
    const outcome = this.store.outcome();
    return outcome?.isOnlyHeard ? null : outcome;
  });
  protected readonly standing = computed(() => this.bySeverity((severity) => severity !== 'alert'));
  protected readonly alerts = computed(() => this.bySeverity((severity) => severity === 'alert'));
  protected readonly canOverride = computed(() => canOverride(this.outcome()?.refusals ?? []));
  protected readonly needsColleague = computed(() => couldSomebodyOverride(this.outcome()?.refusals ?? []));
  protected readonly comment = linkedSignal({ source: this.outcome, computation: () => '' });
  /** The book in hand is out to somebody else: taking it back first usually is what happened. */
  protected readonly takeBackFirst = computed(() => {
    const refused = this.outcome()?.refused;
    const [only, ...others] = this.standing();
    return refused?.kind === 'checkout' && only?.code === 'on_loan_to_other' && others.length === 0 ? refused : null;
  });
  protected readonly undoable = computed(() => {
    const id = this.outcome()?.entryId;
    return this.log.entries().find((entry) => entry.id === id && entry.state === 'done' && entry.undo !== null) ?? null;
  });
  /** An answer about a copy that stands before the librarian. */
  protected readonly inHand = computed(() => {
    const outcome = this.outcome();
    return outcome?.copy ? { ...outcome, copy: outcome.copy } : null;
  });

  protected override(event: Event): void {
    event.preventDefault();
    const outcome = this.outcome();
    const comment = this.comment().trim();
    if (!outcome?.refused || comment === '') return;
    this.store.send(withOverrides(outcome.refused, outcome.refusals, comment));
  }

  private bySeverity(isWanted: (severity: Refusal['severity']) => boolean): Refusal[] {
    return (this.outcome()?.refusals ?? []).filter(({ severity }) => isWanted(severity));
  }
}
