import { Component, input } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import type { Import } from '../api-types';

export type ImportStatus = Import['status'];

const tones: Partial<Record<ImportStatus, string>> = { done: 'yes', failed: 'no', running: 'wait', queued: 'wait' };

/** Where an import stands, in a word. */
@Component({
  selector: 'app-import-status',
  imports: [TranslocoDirective],
  template: `<span class="tag" [class]="tones[status()]" *transloco="let t; prefix: 'imports.status'">{{
    t(status())
  }}</span>`,
})
export class ImportStatusTag {
  protected readonly tones = tones;
  readonly status = input.required<ImportStatus>();
}

/** Whether the server is still at work on it. */
export function isUnderWay(status: ImportStatus): boolean {
  return status === 'queued' || status === 'running';
}
