import { computed, inject, Injectable } from '@angular/core';
import { apiResource } from '../api';
import type { Permission } from '../api-types';
import { Language } from '../i18n/language';

/** The roles that staff can hold. */
@Injectable({ providedIn: 'root' })
export class Roles {
  private readonly language = inject(Language);
  private readonly roles = apiResource('GET /api/v1/roles');

  readonly all = computed(() => (this.roles.hasValue() ? this.roles.value().items : []));
  readonly options = computed(() =>
    this.all().map(({ code, name }) => ({ value: code, label: name[this.language.current()] })),
  );

  rights(code: string): readonly Permission[] {
    return this.all().find((role) => role.code === code)?.permissions ?? [];
  }

  name(code: string): string {
    return this.all().find((role) => role.code === code)?.name[this.language.current()] ?? code;
  }
}
