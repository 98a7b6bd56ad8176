import { Component, inject, input } from '@angular/core';
import { Router } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import type { Actor } from '../api-types';
import { SignInForm } from './sign-in-form';

@Component({
  imports: [SignInForm, TranslocoDirective],
  template: `
    <div class="page" *transloco="let t; prefix: 'shell.signInPage'">
      <section class="sheet">
        <h1>{{ t('title') }}</h1>
        <p class="quiet">{{ t('text') }}</p>
        <app-sign-in-form (signedIn)="goOn($event)" />
        <p class="small quiet help">{{ t('help') }}</p>
      </section>
    </div>
  `,
  styles: `
    .sheet {
      display: grid;
      gap: 12px;
      max-width: 440px;
      margin: clamp(0px, 6vh, 72px) auto 0;
      padding: clamp(20px, 4vw, 36px);
    }
    app-sign-in-form {
      margin-block-start: 12px;
    }
    .help {
      margin-block-start: 12px;
      padding-block-start: 12px;
      border-block-start: 1px solid var(--mat-sys-outline-variant);
    }
  `,
})
export class SignInPage {
  private readonly router = inject(Router);

  /** Where the person wanted to go; only addresses of this application. */
  readonly returnTo = input<string>();

  protected goOn(actor: Actor): void {
    const wanted = this.returnTo();
    const isOurs = wanted?.startsWith('/') && !wanted.startsWith('//') && !wanted.startsWith('/sign-in');
    void this.router.navigateByUrl(isOurs && wanted ? wanted : actor.kind === 'staff' ? '/desk' : '/account');
  }
}
