import { Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { apiResource } from '../api';
import type { StaffRole } from '../api-types';
import { ReferenceData } from '../forms/reference-data';
import { SectionTabs } from '../forms/section-tabs';
import { ErrorState } from '../ui/error-state';
import { PageHeader } from '../ui/page-header';
import { Skeleton } from '../ui/skeleton';
import { Roles } from './roles';

/** Everybody who works here, the active first. */
@Component({
  imports: [ErrorState, MatButton, MatIcon, PageHeader, RouterLink, SectionTabs, Skeleton, TranslocoDirective],
  template: `
    <div class="page" *transloco="let t; prefix: 'staffAdmin'">
      <app-page-header [title]="t('title')" [text]="t('text')">
        <a matButton="filled" routerLink="new"><mat-icon svgIcon="add" aria-hidden="true" />{{ t('add') }}</a>
      </app-page-header>
      <app-section-tabs
        [label]="t('title')"
        [tabs]="[
          { path: '/staff', label: t('list') },
          { path: '/staff/tokens', label: t('tokens.title') },
        ]"
      />
      @if (staff.error()) {
        <app-error-state [error]="staff.error()" (retry)="staff.reload()" />
      } @else if (people(); as people) {
        <div class="table-frame" tabindex="0" role="region" [attr.aria-label]="t('title')">
          <table class="rows">
            <thead>
              <tr>
                <th scope="col">{{ t('displayName') }}</th>
                <th scope="col">{{ t('username') }}</th>
                <th scope="col">{{ t('roles') }}</th>
                <th scope="col">{{ t('branchId') }}</th>
                <th scope="col">{{ t('state') }}</th>
              </tr>
            </thead>
            <tbody>
              @for (person of people; track person.id) {
                <tr [class.quiet]="!person.isActive">
                  <th scope="row">
                    <a [routerLink]="[person.id]">{{ person.displayName }}</a>
                    @if (person.email) {
                      <p class="small quiet">{{ person.email }}</p>
                    }
                  </th>
                  <td>{{ person.username }}</td>
                  <td>
                    @for (role of person.roles; track $index) {
                      <p>{{ roleText(role) }}</p>
                    } @empty {
                      <span class="quiet">{{ t('noRole') }}</span>
                    }
                  </td>
                  <td>{{ reference.branchName(person.branchId) }}</td>
                  <td>
                    <span class="tag" [class.yes]="person.isActive">{{
                      person.isActive ? t('active') : t('inactive')
                    }}</span>
                  </td>
                </tr>
              }
            </tbody>
          </table>
        </div>
      } @else {
        <app-skeleton [lines]="6" height="2rem" />
      }
    </div>
  `,
})
export class StaffListPage {
  private readonly roles = inject(Roles);
  protected readonly reference = inject(ReferenceData);
  protected readonly staff = apiResource('GET /api/v1/staff');
  protected readonly people = computed(() => {
    if (!this.staff.hasValue()) return null;
    return [...this.staff.value().items].sort(
      (a, b) => Number(b.isActive) - Number(a.isActive) || a.displayName.localeCompare(b.displayName),
    );
  });

  protected roleText({ roleCode, branchId }: StaffRole): string {
    const name = this.roles.name(roleCode);
    return branchId === null ? name : `${name} · ${this.reference.branchName(branchId)}`;
  }
}
