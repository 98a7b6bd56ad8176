import { Component, input } from '@angular/core';
import { FormField, type FieldTree } from '@angular/forms/signals';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { FieldMessage } from './field-message';

export interface Option {
  readonly value: string;
  readonly label: string;
}

/** A labelled choice bound to a field of a form: the platform's own select, so that a keyboard and a phone know it. */
@Component({
  selector: 'app-select-field',
  imports: [FieldMessage, FormField, MatError, MatFormField, MatHint, MatInput, MatLabel],
  template: `
    <mat-form-field appearance="outline" subscriptSizing="dynamic" floatLabel="always">
      <mat-label>{{ label() }}</mat-label>
      <select matNativeControl [formField]="field()">
        @for (option of options(); track option.value) {
          <option [value]="option.value">{{ option.label }}</option>
        }
      </select>
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
export class SelectField {
  readonly label = input.required<string>();
  readonly field = input.required<FieldTree<string>>();
  readonly options = input.required<readonly Option[]>();
  readonly hint = input<string>();
}
