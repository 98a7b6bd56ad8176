import { inject, Injectable } from '@angular/core';
import { Router } from '@angular/router';
import { TranslocoService } from '@jsverse/transloco';
import { Api } from '../api';
import { ProblemError } from '../session/problem-error';
import { Confirm } from '../ui/confirm';
import { ProblemTexts } from '../ui/problem-texts';
import { Toasts } from '../ui/toasts';

/** Erases a reader once somebody is sure, and shows the receipt. */
@Injectable({ providedIn: 'root' })
export class Erasing {
  private readonly api = inject(Api);
  private readonly confirm = inject(Confirm);
  private readonly router = inject(Router);
  private readonly toasts = inject(Toasts);
  private readonly problems = inject(ProblemTexts);
  private readonly transloco = inject(TranslocoService);

  /** @returns whether the reader was erased; the reasons against it are in the toast */
  async erase({ id, name }: { id: number; name: string }): Promise<boolean> {
    const t = (key: string, params: Record<string, string> = { name }) =>
      this.transloco.translate<string>(`privacy.erasing.${key}`, params);
    const question = { title: t('title'), text: t('text'), action: t('action'), isDangerous: true };
    // The file as it is while the question is asked: an edit made meanwhile is a reason to look again.
    try {
      const { version } = await this.api.call('GET /api/v1/patrons/{id}', { id });
      if (!(await this.confirm.ask(question))) return false;
      const { number } = await this.api.call('DELETE /api/v1/patrons/{id}', { id }, { version });
      this.toasts.say(t('said', { number }));
      await this.router.navigate(['/privacy/receipts'], { queryParams: { number } });
      return true;
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      this.toasts.say(this.problems.sentence(error), { tone: 'no' });
      return false;
    }
  }
}
