import {
  // Nothing is on the page yet that could show why it did not start.

  bootstrapApplication,
} from '@angular/platform-browser';
import { App } from './app/app';
import { appConfig } from './app/app.config';

// Nothing is on the page yet that could show why it did not start.
// eslint-disable-next-line no-console
bootstrapApplication(App, appConfig).catch((error: unknown) => console.error(error));
