import { Component, input } from '@angular/core';
import { FormField, type FieldTree } from '@angular/forms/signals';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { FieldMessage } from './field-message';

/** A labelled line of text bound to a field of a form, with its hint and its error. */
@Component({
  selector: 'app-text-field',
  imports: [FieldMessage, FormField, MatError, MatFormField, MatHint, MatInput, MatLabel],
  template: `
    <mat-form-field appearance="outline" subscriptSizing="dynamic">
      <mat-label>{{ label() }}</mat-label>
      @if (lines() > 1) {
        <textarea matInput [formField]="field()" [rows]="lines()"></textarea>
      } @else {
        <input
          matInput
          [type]="type()"
          [formField]="field()"
          [attr.autocomplete]="autocomplete()"
          [attr.inputmode]="inputMode()"
          [attr.list]="list()"
          [attr.autocapitalize]="autocomplete() === 'off' ? 'none' : null"
          [class.tabular]="inputMode() === 'numeric'"
        />
      }
      @if (hint(); as hint) {
        <mat-hint>{{ hint }}</mat-hint>
      }
      <mat-error><app-field-message [errors]="field()().errors()" /></mat-error>
    </mat-form-field>
  `,
  styles: `
    :host {
      display: block;
      padding-block-end: 4px;
    }
    mat-form-field {
      width: 100%;
    }
  `,
})
export class TextField {
  readonly label = input.required<string>();
  readonly field = input.required<FieldTree<string>>();
  readonly hint = input<string>();
  readonly type = input<'text' | 'email' | 'tel' | 'password' | 'date' | 'time'>('text');
  readonly autocomplete = input('off');
  readonly inputMode = input<'text' | 'numeric' | 'decimal' | null>(null);
  readonly list = input<string | null>(null);
  readonly lines = input(1);
}
