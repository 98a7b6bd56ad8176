import { HttpInterceptorFn } from '@angular/common/http';
import { inject, Injectable, signal } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { firstValueFrom, forkJoin } from 'rxjs';
import type { LanguageCode } from '../api-types';

const KEY = 'biblio.language';

/** The language of the interface: the chosen one, else the browser's if we speak it, else French. */
@Injectable({ providedIn: 'root' })
export class Language {
  private readonly transloco = inject(TranslocoService);
  private readonly language = signal<LanguageCode>(firstLanguage());

  readonly current = this.language.asReadonly();

  /** Loads the texts of the first screen; the application starts after it. */
  async start(): Promise<void> {
    const language = this.current();
    await this.load(language);
    this.show(language);
  }

  /** Switches and remembers the language. */
  async choose(language: LanguageCode): Promise<void> {
    remember(language);
    await this.switchTo(language);
  }

  /** Follows a person's own language unless this browser has an explicit choice. */
  async follow(language: LanguageCode): Promise<void> {
    if (remembered() === null) await this.switchTo(language);
  }

  private async switchTo(language: LanguageCode): Promise<void> {
    if (language === this.current()) return;
    await this.load(language);
    this.show(language);
  }

  /** The shell's texts and those of problems, which must be at hand when the network is not. */
  private async load(language: LanguageCode): Promise<void> {
    await firstValueFrom(forkJoin([this.transloco.load(language), this.transloco.load(`problems/${language}`)]));
  }

  private show(language: LanguageCode): void {
    this.language.set(language);
    this.transloco.setActiveLang(language);
    document.documentElement.lang = language;
  }
}

/** Tells the API which language the person reads. */
export const languageInterceptor: HttpInterceptorFn = (request, next) =>
  request.url.startsWith('/api/')
    ? next(request.clone({ setHeaders: { 'Accept-Language': inject(Language).current() } }))
    : next(request);

function firstLanguage(): LanguageCode {
  const spoken = remembered() ?? navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage);
  return spoken ?? 'fr';
}

function isLanguage(code: string | null): code is LanguageCode {
  return code === 'fr' || code === 'en';
}

function remembered(): LanguageCode | null {
  try {
    const code = localStorage.getItem(KEY);
    return isLanguage(code) ? code : null;
  } catch {
    return null; // storage forbidden by the browser: the language lasts for this visit
  }
}

function remember(language: LanguageCode): void {
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // storage forbidden by the browser: the language lasts for this visit
  }
}
