import { inject, Injectable } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { Language } from '../i18n/language';

/** One record of a report or preview. */
export interface ReportLine {
  readonly position: number;
  readonly title: string | null;
  readonly code: string | null;
  readonly message: string | null;
  /** The beginning of the record as it stood in the file; only in reports. */
  readonly excerpt?: string | null;
}

/** Why a record was refused, in the reader's language; the server's own sentence where we have none. */
@Injectable({ providedIn: 'root' })
export class OutcomeWords {
  private readonly transloco = inject(TranslocoService);
  private readonly language = inject(Language);

  reason({ code, message }: Pick<ReportLine, 'code' | 'message'>): string {
    const key = `imports.reasons.${code}`;
    const texts = this.transloco.getTranslation(this.language.current());
    if (code === null || !(key in texts)) return message ?? code ?? '';
    return this.transloco.translate(key);
  }

  /** "12 records refused", or "Imported with a remark" where the number is not known beforehand. */
  heading(outcome: 'refused' | 'warning', count?: number): string {
    this.language.current();
    return this.transloco.translate(`imports.report.${outcome}.title`, { count });
  }

  reportHeadings(): string[] {
    return ['position', 'record', 'reason', 'excerpt'].map((key) =>
      this.transloco.translate<string>(`imports.report.${key}`),
    );
  }
}
