import { inject, Injectable } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { RouterStateSnapshot, TitleStrategy } from '@angular/router';
import { TranslocoService } from '@jsverse/transloco';
import { Subscription } from 'rxjs';

/**
 * A route's `title` is the key of a text: `titles.search` (app.json) or `patrons.title` (patrons.json, loaded when
 * needed). A page that knows better calls `show('L’Étranger')`.
 */
@Injectable({ providedIn: 'root' })
export class PageTitle extends TitleStrategy {
  private readonly title = inject(Title);
  private readonly transloco = inject(TranslocoService);
  private following?: Subscription;

  override updateTitle(state: RouterStateSnapshot): void {
    this.following?.unsubscribe();
    const key = this.buildTitle(state);
    if (key === undefined) return this.show('');
    const [scope, ...rest] = key.split('.');
    this.following =
      scope === 'titles'
        ? this.transloco.selectTranslate<string>(key).subscribe((text) => this.show(text))
        : this.transloco
            .selectTranslate<string>(rest.join('.'), {}, { scope: kebab(scope ?? '') })
            .subscribe((text) => this.show(text));
  }

  show(text: string): void {
    this.title.setTitle(text === '' ? 'Biblio Pro' : `${text} · Biblio Pro`);
  }
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
