import { EnvironmentProviders, inject, provideEnvironmentInitializer } from '@angular/core';
import { MatIconRegistry } from '@angular/material/icon';
import { DomSanitizer } from '@angular/platform-browser';
import arrowBack from '@material-symbols/svg-400/outlined/arrow_back.svg';
import backup from '@material-symbols/svg-400/outlined/backup.svg';
import mail from '@material-symbols/svg-400/outlined/mail.svg';
import calendar from '@material-symbols/svg-400/outlined/calendar_month.svg';
import cash from '@material-symbols/svg-400/outlined/point_of_sale.svg';
import check from '@material-symbols/svg-400/outlined/check.svg';
import checkCircle from '@material-symbols/svg-400/outlined/check_circle.svg';
import chevronRight from '@material-symbols/svg-400/outlined/chevron_right.svg';
import close from '@material-symbols/svg-400/outlined/close.svg';
import dashboard from '@material-symbols/svg-400/outlined/monitoring.svg';
import darkMode from '@material-symbols/svg-400/outlined/dark_mode.svg';
import circulation from '@material-symbols/svg-400/outlined/sync_alt.svg';
import desk from '@material-symbols/svg-400/outlined/barcode_reader.svg';
import errorIcon from '@material-symbols/svg-400/outlined/error.svg';
import expandMore from '@material-symbols/svg-400/outlined/keyboard_arrow_down.svg';
import group from '@material-symbols/svg-400/outlined/group.svg';
import history from '@material-symbols/svg-400/outlined/history.svg';
import home from '@material-symbols/svg-400/outlined/home.svg';
import info from '@material-symbols/svg-400/outlined/info.svg';
import lightMode from '@material-symbols/svg-400/outlined/light_mode.svg';
import lock from '@material-symbols/svg-400/outlined/lock.svg';
import login from '@material-symbols/svg-400/outlined/login.svg';
import logout from '@material-symbols/svg-400/outlined/logout.svg';
import menuBook from '@material-symbols/svg-400/outlined/menu_book.svg';
import more from '@material-symbols/svg-400/outlined/more_horiz.svg';
import person from '@material-symbols/svg-400/outlined/person.svg';
import privacy from '@material-symbols/svg-400/outlined/shield_lock.svg';
import records from '@material-symbols/svg-400/outlined/library_books.svg';
import refresh from '@material-symbols/svg-400/outlined/refresh.svg';
import rule from '@material-symbols/svg-400/outlined/rule.svg';
import schedule from '@material-symbols/svg-400/outlined/schedule.svg';
import search from '@material-symbols/svg-400/outlined/search.svg';
import settings from '@material-symbols/svg-400/outlined/settings.svg';
import staff from '@material-symbols/svg-400/outlined/badge.svg';
import systemMode from '@material-symbols/svg-400/outlined/contrast.svg';
import undo from '@material-symbols/svg-400/outlined/undo.svg';
import upload from '@material-symbols/svg-400/outlined/upload.svg';
import warning from '@material-symbols/svg-400/outlined/warning.svg';
import wifiOff from '@material-symbols/svg-400/outlined/wifi_off.svg';

/**
 * Registers icons for `<mat-icon svgIcon="name" />`. Features import the SVG files they need and register them in
 * their route's `providers`, so that nobody downloads another page's icons.
 */
export function provideIcons(icons: Record<string, string>): EnvironmentProviders {
  return provideEnvironmentInitializer(() => {
    const registry = inject(MatIconRegistry);
    const sanitizer = inject(DomSanitizer);
    for (const [name, svg] of Object.entries(icons)) {
      // Trusted: the text comes from our own bundle, never from data.
      registry.addSvgIconLiteral(name, sanitizer.bypassSecurityTrustHtml(svg));
    }
  });
}

/** The icons every page may use. */
export const SHELL_ICONS = {
  arrow_back: arrowBack,
  backup,
  calendar,
  cash,
  mail,
  check,
  check_circle: checkCircle,
  chevron_right: chevronRight,
  circulation,
  close,
  dark_mode: darkMode,
  dashboard,
  desk,
  error: errorIcon,
  expand_more: expandMore,
  group,
  history,
  home,
  info,
  light_mode: lightMode,
  lock,
  login,
  logout,
  menu_book: menuBook,
  more,
  person,
  privacy,
  records,
  refresh,
  rule,
  schedule,
  search,
  settings,
  staff,
  system_mode: systemMode,
  undo,
  upload,
  warning,
  wifi_off: wifiOff,
};
