import { inject, Injectable } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import type { PolicyDefinition } from '../api-types';
import { ReferenceData } from '../forms/reference-data';
import { Language } from '../i18n/language';
import { Session } from '../session/session';
import { formatDate } from '../ui/local-date-pipe';
import { formatMoney } from '../ui/money-pipe';
import type { PolicyScope, PolicyValue } from './policy-scope';

/** Policies, their values and their scopes in the reader's language. */
@Injectable({ providedIn: 'root' })
export class PolicyWords {
  private readonly transloco = inject(TranslocoService);
  private readonly language = inject(Language);
  private readonly session = inject(Session);
  private readonly reference = inject(ReferenceData);

  label(name: string): string {
    return this.textOr(`names.${name}`, name);
  }

  hint(name: string): string {
    return this.textOr(`hints.${name}`, '');
  }

  option(name: string, option: string): string {
    return this.textOr(`options.${name}.${option}`, option);
  }

  /** What having no limit means for this policy: "unlimited", "never", "as the loan period". */
  noLimit(name: string): string {
    return this.textOr(`noLimit.${name}`, this.text('noLimit.any'));
  }

  unit(unit: string | null): string {
    return unit === null ? '' : this.textOr(`units.${unit}`, unit);
  }

  dimension(name: PolicyDefinition['scope'][number]): string {
    return this.text(`dimensions.${name}`);
  }

  /** @param unit as it holds where the value does: days or hours, see `unitIn` */
  value(definition: PolicyDefinition, value: PolicyValue, unit: string | null): string {
    if (value === null) return this.noLimit(definition.name);
    if (typeof value === 'boolean') return this.text(value ? 'yes' : 'no');
    if (definition.type === 'choice') return this.option(definition.name, String(value));
    if (definition.type === 'money')
      return formatMoney(Number(value), this.session.library().currency, this.language.current());
    if (definition.type === 'day') return formatDate(String(value), this.language.current(), 'day');
    const count = Number(value);
    if (unit === null) return new Intl.NumberFormat(this.language.current()).format(count);
    return this.transloco.translate(`policies.counted.${unit}`, { count });
  }

  /** "All branches · Children · DVD", or the built-in default. */
  scope(scope: PolicyScope | null): string {
    if (scope === null) return this.text('builtIn');
    if (scope.branchId === null && scope.patronCategoryId === null && scope.itemTypeId === null)
      return this.text('everywhere');
    const parts = [
      scope.branchId === null ? '' : this.reference.branchName(scope.branchId),
      scope.patronCategoryId === null ? '' : this.reference.categoryName(scope.patronCategoryId),
      scope.itemTypeId === null ? '' : this.reference.itemTypeName(scope.itemTypeId),
    ];
    return parts.filter((part) => part !== '').join(' · ');
  }

  unreadable(): string {
    return this.text('unreadable');
  }

  allTypes(): string {
    return this.text('scope.allTypes');
  }

  allCategories(): string {
    return this.text('scope.allCategories');
  }

  private text(key: string): string {
    this.language.current();
    return this.transloco.translate<string>(`policies.${key}`);
  }

  private textOr(key: string, fallback: string): string {
    const texts = this.transloco.getTranslation(this.language.current());
    return `policies.${key}` in texts ? this.text(key) : fallback;
  }
}
