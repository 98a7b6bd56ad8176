import { provideHttpClient, withFetch, withInterceptors } from '@angular/common/http';
import { ApplicationConfig, inject, provideAppInitializer, provideBrowserGlobalErrorListeners } from '@angular/core';
import {
  provideRouter,
  TitleStrategy,
  withComponentInputBinding,
  withInMemoryScrolling,
  withNavigationErrorHandler,
} from '@angular/router';
import { routes } from './app.routes';
import { Language, languageInterceptor } from './i18n/language';
import { PageTitle } from './i18n/page-title';
import { provideTranslations } from './i18n/translation';
import { expiredSessionInterceptor } from './session/expired-session';
import { passingAbsenceInterceptor } from './session/passing-absence';
import { problemInterceptor } from './session/problem-error';
import { Session } from './session/session';
import { MissingParts } from './shell/missing-parts';
import { provideIcons, SHELL_ICONS } from './ui/icons';

export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideRouter(
      routes,
      withComponentInputBinding(),
      withInMemoryScrolling({ scrollPositionRestoration: 'enabled', anchorScrolling: 'enabled' }),
      withNavigationErrorHandler((failed) => inject(MissingParts).handle(failed)),
    ),
    provideHttpClient(
      withFetch(),
      withInterceptors([languageInterceptor, problemInterceptor, expiredSessionInterceptor, passingAbsenceInterceptor]),
    ),
    provideTranslations(),
    provideIcons(SHELL_ICONS),
    { provide: TitleStrategy, useExisting: PageTitle },
    provideAppInitializer(() => {
      void inject(Session).load(); // guards wait for it; the frame need not
      return inject(Language).start();
    }),
  ],
};
