import { Component, inject, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { TranslocoDirective } from '@jsverse/transloco';
import type { Import } from '../api-types';
import { ProblemTexts } from '../ui/problem-texts';
import { Uploads, UploadCancelled, type Upload } from './upload';

/** Takes one file by drop or by choice, and says how far its upload is. */
@Component({
  selector: 'app-drop-zone',
  imports: [MatButton, MatIcon, TranslocoDirective],
  template: `
    <div
      class="zone"
      [class.over]="isOver()"
      (dragover)="hover($event)"
      (dragleave)="isOver.set(false)"
      (drop)="drop($event)"
      *transloco="let t; prefix: 'imports.upload'"
    >
      @if (file(); as file) {
        <p class="name"><mat-icon svgIcon="file" aria-hidden="true" />{{ file.name }}</p>
        <progress [value]="share()" max="1" [attr.aria-label]="t('sending')"></progress>
        <p class="quiet small tabular" role="status">
          {{ share() >= 1 ? t('reading') : t('sent', { percent: percent() }) }}
        </p>
        <button matButton type="button" (click)="cancel()">{{ t('cancel') }}</button>
      } @else {
        <mat-icon class="big" svgIcon="upload" aria-hidden="true" />
        <p class="title">{{ t('title') }}</p>
        <p class="quiet small">{{ t('text') }}</p>
        <label class="choose">
          <input
            type="file"
            class="visually-hidden"
            accept=".mrc,.marc,.iso,.iso2709,.pan,.dat,.xml,.csv,.tsv,.txt"
            (change)="choose($event)"
          />
          {{ t('choose') }}
        </label>
        @if (problem(); as problem) {
          <p class="problem" role="alert">
            {{ texts.describe(problem).title }} {{ texts.describe(problem).help }} {{ t('notSent') }}
          </p>
        }
      }
    </div>
  `,
  styles: `
    .zone {
      display: grid;
      justify-items: center;
      gap: 8px;
      padding: 32px 20px;
      border: 2px dashed var(--mat-sys-outline);
      border-radius: var(--app-radius);
      background: var(--mat-sys-surface-container-lowest);
      text-align: center;
    }
    .over {
      border-color: var(--mat-sys-primary);
      background: var(--mat-sys-primary-container);
    }
    .big {
      width: 36px;
      height: 36px;
      color: var(--mat-sys-primary);
    }
    .title {
      font-family: var(--app-serif);
      font-size: 1.2rem;
      font-weight: 600;
    }
    .name {
      display: flex;
      align-items: center;
      gap: 8px;
      font-weight: 550;
      overflow-wrap: anywhere;
    }
    progress {
      width: min(420px, 100%);
      height: 10px;
      accent-color: var(--mat-sys-primary);
    }
    .choose {
      display: grid;
      place-items: center;
      min-height: 42px;
      margin-block-start: 8px;
      padding-inline: 20px;
      border-radius: 8px;
      background: var(--mat-sys-primary);
      color: var(--mat-sys-on-primary);
      font-size: 0.9375rem;
      font-weight: 550;
      cursor: pointer;
    }
    .choose:hover {
      filter: brightness(1.08);
    }
    .choose:focus-within {
      outline: 3px solid var(--app-focus);
      outline-offset: 2px;
    }
    .choose input:focus {
      position: absolute;
      width: 1px;
      height: 1px;
      opacity: 0;
    }
    .problem {
      max-width: 60ch;
      padding: 10px 14px;
      border-radius: 8px;
      background: var(--app-no-container);
      color: var(--mat-sys-on-error-container);
    }
  `,
})
export class DropZone {
  private readonly uploads = inject(Uploads);
  protected readonly texts = inject(ProblemTexts);
  private upload: Upload | null = null;

  readonly uploaded = output<Import>();

  protected readonly isOver = signal(false);
  protected readonly file = signal<File | null>(null);
  protected readonly share = signal(0);
  protected readonly problem = signal<unknown>(null);

  protected percent(): number {
    return Math.floor(this.share() * 100);
  }

  protected hover(event: DragEvent): void {
    event.preventDefault();
    this.isOver.set(true);
  }

  protected drop(event: DragEvent): void {
    event.preventDefault();
    this.isOver.set(false);
    const file = event.dataTransfer?.files[0];
    if (file && this.file() === null) void this.send(file);
  }

  protected choose(event: Event): void {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    input.value = '';
    if (file) void this.send(file);
  }

  protected cancel(): void {
    this.upload?.cancel();
  }

  private async send(file: File): Promise<void> {
    this.file.set(file);
    this.share.set(0);
    this.problem.set(null);
    // A refused file is told here; one whose upload was stopped is simply forgotten.
    try {
      this.upload = this.uploads.begin(file, (share) => this.share.set(share));
      this.uploaded.emit(await this.upload.done);
    } catch (error) {
      if (!(error instanceof UploadCancelled)) this.problem.set(error);
    } finally {
      this.upload = null;
      this.file.set(null);
    }
  }
}
