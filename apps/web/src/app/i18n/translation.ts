import { HttpClient } from '@angular/common/http';
import { EnvironmentProviders, inject, Injectable, isDevMode, Provider } from '@angular/core';
import {
  DefaultTranspiler,
  provideTransloco,
  provideTranslocoTranspiler,
  Translation,
  TranslocoLoader,
  TranspileParams,
} from '@jsverse/transloco';
import { Observable } from 'rxjs';

/** Texts are one file a feature and language: scope `desk` in French is `i18n/fr/desk.json`; the shell's is `app.json`. */
@Injectable({ providedIn: 'root' })
export class TextLoader implements TranslocoLoader {
  private readonly http = inject(HttpClient);

  getTranslation(path: string): Observable<Translation> {
    const [scope, language] = path.includes('/') ? path.split('/') : ['app', path];
    return this.http.get<Translation>(`/i18n/${language}/${scope}.json`);
  }
}

/**
 * Adds two things to Transloco's placeholders: the parameter `count` is written as numbers are in the language, and a
 * text of two halves, `{{count}} book | {{count}} books`, takes the half the language's plural rule asks for.
 */
@Injectable()
export class PluralTranspiler extends DefaultTranspiler {
  override transpile(params: TranspileParams): unknown {
    const count: unknown = params.params?.['count'];
    if (typeof params.value !== 'string' || typeof count !== 'number') return super.transpile(params);
    const language = document.documentElement.lang || 'fr';
    const [one, other] = params.value.split(' | ');
    const isOne = other === undefined || new Intl.PluralRules(language).select(count) === 'one';
    return super.transpile({
      ...params,
      value: isOne ? one : other,
      params: { ...params.params, count: new Intl.NumberFormat(language).format(count) },
    });
  }
}

/** Everything the application needs to speak French and English at run time. */
export function provideTranslations(): (EnvironmentProviders | Provider)[] {
  return [
    provideTransloco({
      config: {
        availableLangs: ['fr', 'en'],
        defaultLang: 'fr',
        reRenderOnLangChange: true,
        prodMode: !isDevMode(),
        missingHandler: { logMissingKey: true },
      },
      loader: TextLoader,
    }),
    provideTranslocoTranspiler(PluralTranspiler),
  ];
}
