import { Routes } from '@angular/router';
import { provideTranslocoScope } from '@jsverse/transloco';
import barcode from '@material-symbols/svg-400/outlined/barcode_scanner.svg';
import block from '@material-symbols/svg-400/outlined/block.svg';
import card from '@material-symbols/svg-400/outlined/credit_card.svg';
import enter from '@material-symbols/svg-400/outlined/keyboard_return.svg';
import help from '@material-symbols/svg-400/outlined/help.svg';
import hold from '@material-symbols/svg-400/outlined/bookmark.svg';
import keyboard from '@material-symbols/svg-400/outlined/keyboard.svg';
import lend from '@material-symbols/svg-400/outlined/output.svg';
import mail from '@material-symbols/svg-400/outlined/mail.svg';
import note from '@material-symbols/svg-400/outlined/sticky_note_2.svg';
import pending from '@material-symbols/svg-400/outlined/pending.svg';
import print from '@material-symbols/svg-400/outlined/print.svg';
import receipt from '@material-symbols/svg-400/outlined/receipt_long.svg';
import renew from '@material-symbols/svg-400/outlined/autorenew.svg';
import soundOff from '@material-symbols/svg-400/outlined/volume_off.svg';
import soundOn from '@material-symbols/svg-400/outlined/volume_up.svg';
import takeBack from '@material-symbols/svg-400/outlined/input.svg';
import waive from '@material-symbols/svg-400/outlined/volunteer_activism.svg';
import { provideIcons } from '../ui/icons';
import { DeskPage } from './desk-page';

export const routes: Routes = [
  {
    path: '',
    title: 'desk.title',
    component: DeskPage,
    providers: [
      provideTranslocoScope('desk', 'accounts', 'explanation', 'policies', 'forms'),
      provideIcons({
        barcode,
        block,
        card,
        enter,
        help,
        hold,
        keyboard,
        lend,
        mail,
        note,
        pending,
        print,
        receipt,
        renew,
        sound_off: soundOff,
        sound_on: soundOn,
        take_back: takeBack,
        waive,
      }),
    ],
  },
];
