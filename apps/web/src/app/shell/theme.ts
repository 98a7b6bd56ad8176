import { Injectable, signal } from '@angular/core';

export type ThemeChoice = 'system' | 'light' | 'dark';
const KEY = 'biblio.theme';

/** Paper by day, ink by night, or as the system says. `first-paint.js` applies the same choice before Angular starts. */
@Injectable({ providedIn: 'root' })
export class Theme {
  private readonly choice = signal<ThemeChoice>(remembered());
  readonly current = this.choice.asReadonly();

  choose(choice: ThemeChoice): void {
    this.choice.set(choice);
    if (choice === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = choice;
    try {
      localStorage.setItem(KEY, choice);
    } catch {
      // storage forbidden by the browser: the theme lasts for this visit
    }
  }
}

function remembered(): ThemeChoice {
  try {
    const choice = localStorage.getItem(KEY);
    return choice === 'light' || choice === 'dark' ? choice : 'system';
  } catch {
    return 'system'; // storage forbidden by the browser
  }
}
