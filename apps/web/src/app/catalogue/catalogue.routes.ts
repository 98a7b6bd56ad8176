import { Routes } from '@angular/router';

export const searchRoutes: Routes = [];

export const recordRoutes: Routes = [];
