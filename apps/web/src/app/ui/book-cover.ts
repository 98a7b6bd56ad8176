import { Component, computed, input } from '@angular/core';
import type { RecordKind } from '../api-types';
import { setTitle, stableNumber } from './cover-lettering';

interface Cloth {
  cloth: string;
  foil: string;
  paper: string;
  ink: string;
}

/** Colours of real binding cloths, with the foil or ink that was stamped on them. */
const CLOTHS: Cloth[] = [
  { cloth: '#1f4a3c', foil: '#e3c78a', paper: '#f3ead6', ink: '#1f4a3c' },
  { cloth: '#6d1f2a', foil: '#eacb95', paper: '#f5e9d8', ink: '#6d1f2a' },
  { cloth: '#1d3557', foil: '#e6d3a3', paper: '#f1ecdf', ink: '#1d3557' },
  { cloth: '#b5842c', foil: '#2b2115', paper: '#f7eeda', ink: '#3a2a10' },
  { cloth: '#46364f', foil: '#e8cfa6', paper: '#f2eadf', ink: '#46364f' },
  { cloth: '#9a4a2d', foil: '#f4dcb4', paper: '#f8ecdd', ink: '#6e311b' },
  { cloth: '#2f5d6b', foil: '#efdcae', paper: '#eef0e6', ink: '#22464f' },
  { cloth: '#cfc3a5', foil: '#3b3020', paper: '#fbf6e9', ink: '#3b3020' },
  { cloth: '#3a3f3c', foil: '#dcc48f', paper: '#efece2', ink: '#2b2f2d' },
  { cloth: '#70804f', foil: '#f6edcf', paper: '#f4f1e0', ink: '#3c4727' },
  { cloth: '#a8b3ae', foil: '#22302b', paper: '#f5f5ef', ink: '#22302b' },
  { cloth: '#8a2f3f', foil: '#f3d9b1', paper: '#f8ece1', ink: '#6b1f2d' },
];

type Layout = 'framed' | 'labelled' | 'plain' | 'banded';
const LAYOUTS: Layout[] = ['framed', 'labelled', 'plain', 'banded'];

/**
 * A cloth binding drawn from the title's own words: the same title always has the same book. Decorative; the title
 * must stand beside it as text. The width is its container's.
 */
@Component({
  selector: 'app-book-cover',
  template: `
    <svg viewBox="0 0 200 300" aria-hidden="true" focusable="false">
      @switch (layout()) {
        @case ('framed') {
          <rect class="rule" x="26" y="16" width="160" height="268" rx="2" />
          <rect class="rule thin" x="31" y="21" width="150" height="258" rx="1" />
        }
        @case ('labelled') {
          <rect class="paper" x="34" y="40" width="144" [attr.height]="labelHeight()" rx="2" />
          <rect class="paper-rule" x="39" y="45" width="134" [attr.height]="labelHeight() - 10" rx="1" />
        }
        @case ('banded') {
          <path class="rule" d="M18 34H200M18 40H200M18 262H200M18 268H200" />
        }
      }
      <g [class.on-paper]="layout() === 'labelled'">
        @for (line of title().lines; track $index) {
          <text
            class="title"
            [attr.x]="x()"
            [attr.y]="titleTop() + $index * title().size * 1.16"
            [attr.font-size]="title().size"
            [attr.text-anchor]="anchor()"
          >
            {{ line }}
          </text>
        }
      </g>
      <g class="mark" [attr.transform]="'translate(' + markX() + ' ' + markY() + ')'">
        @switch (kind()) {
          @case ('music') {
            <circle r="15" />
            <circle r="9" />
            <circle class="solid" r="2.5" />
          }
          @case ('film') {
            <path d="M-16-11h32v22h-32zM-10-11v22M10-11v22M-16-4h6M-16 4h6M10-4h6M10 4h6" />
          }
          @case ('periodical') {
            <path d="M-16-8h32M-16-2h32M-16 4h32M-16 10h20" />
          }
          @case ('comic') {
            <path d="M-15-11h13v9h-13zM2-11h13v9h-13zM-15 2h30v9h-30z" />
          }
          @case ('map') {
            <path d="M-15-9l10-4 10 4 10-4v20l-10 4-10-4-10 4zM-5-13v20M5-9v20" />
          }
          @case ('game') {
            <path d="M-12-12h24v24h-24z" />
            <circle class="solid" cx="-5" cy="-5" r="2" />
            <circle class="solid" r="2" />
            <circle class="solid" cx="5" cy="5" r="2" />
          }
          @case ('ebook') {
            <path d="M-11-15h22v30h-22zM-3 11h6" />
          }
          @default {
            <path [attr.d]="ornament()" />
          }
        }
      </g>
      @if (author()) {
        <text class="author" [attr.x]="x()" [attr.y]="authorY()" [attr.text-anchor]="anchor()">
          {{ shownAuthor() }}
        </text>
      }
    </svg>
  `,
  styleUrl: './book-cover.scss',
  host: {
    '[style.--cloth]': 'cloth().cloth',
    '[style.--foil]': 'cloth().foil',
    '[style.--paper]': 'cloth().paper',
    '[style.--ink]': 'cloth().ink',
  },
})
export class BookCover {
  readonly text = input.required<string>();
  readonly author = input<string | null>(null);
  readonly kind = input<RecordKind>('book');

  private readonly number = computed(() => stableNumber(`${this.text()}|${this.author() ?? ''}`));
  protected readonly cloth = computed(() => CLOTHS[this.number() % CLOTHS.length] as Cloth);
  protected readonly layout = computed(() => LAYOUTS[(this.number() >>> 8) % LAYOUTS.length] as Layout);
  protected readonly ornament = computed(() => ORNAMENTS[(this.number() >>> 16) % ORNAMENTS.length]);

  protected readonly title = computed(() =>
    setTitle(this.text(), this.layout() === 'labelled' ? 122 : 138, this.layout() === 'labelled' ? 6 : 7),
  );
  private readonly titleHeight = computed(() => this.title().lines.length * this.title().size * 1.16);
  protected readonly labelHeight = computed(() => Math.max(70, this.titleHeight() + 34));
  protected readonly anchor = computed(() => (this.layout() === 'plain' ? 'start' : 'middle'));
  protected readonly x = computed(() => (this.layout() === 'plain' ? 32 : 106));
  protected readonly titleTop = computed(() => {
    const { size } = this.title();
    switch (this.layout()) {
      case 'labelled':
        return 40 + (this.labelHeight() - this.titleHeight()) / 2 + size * 0.86;
      case 'plain':
        return 44 + size * 0.5;
      case 'banded':
        return 74 + size * 0.5;
      case 'framed':
        return 62 + size * 0.5;
    }
  });
  protected readonly markX = computed(() => (this.layout() === 'plain' ? 48 : 106));
  protected readonly markY = computed(() =>
    Math.min(236, Math.max(this.layout() === 'plain' ? 228 : 206, this.titleTop() + this.titleHeight() + 18)),
  );
  protected readonly authorY = computed(() =>
    this.layout() === 'banded' ? 254 : this.layout() === 'plain' ? 276 : 268,
  );
  protected readonly shownAuthor = computed(() => {
    const author = this.author() ?? '';
    return author.length > 22 ? `${author.slice(0, 21).trimEnd()}…` : author;
  });
}

/** Small printers' ornaments, around the origin. */
const ORNAMENTS = [
  'M-14 0H14M0-9L5 0 0 9-5 0Z',
  'M0-11C6-4 6 4 0 11-6 4-6-4 0-11ZM-16 0H-8M8 0H16',
  'M-16 0q8-10 16 0 8 10 16 0',
  'M0-10L3-3 10 0 3 3 0 10-3 3-10 0-3-3Z',
  'M-14-5H14M-9 0H9M-14 5H14',
  'M-10 8L0-9 10 8ZM-5 4h10',
];
