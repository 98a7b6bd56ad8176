import type { TemplateSource } from './default-templates.ts';
import type { NoticeKind } from './notice-kinds.ts';

const SIGNATURE = `{{branch.name}} – {{library.name}}
{{branch.address}}
{{#branch.phone}}
Téléphone : {{branch.phone}}
{{/branch.phone}}
`;

const ACCOUNT = `{{#library.url}}
Votre compte : {{library.url}}

{{/library.url}}
`;

const LATE = `{{#loans}}
- **{{title}}**, à rendre le {{dueOn}} ({{daysLate}} de retard)
{{/loans}}

`;

const OWED = `{{#balance}}
Il vous reste aussi {{balance}} à payer à la bibliothèque.

{{/balance}}
`;

/** The French texts that come with Biblio Pro. */
export const FRENCH_TEMPLATES: Record<NoticeKind, TemplateSource> = {
  courtesy: {
    subject: 'À rendre bientôt – {{library.name}}',
    body: `Bonjour {{patron.name}},

Ces documents sont bientôt à rendre :

{{#loans}}
- **{{title}}**, avant la fin du {{dueOn}}
{{/loans}}

Si personne d’autre ne les attend, vous pourrez peut-être les prolonger, à la bibliothèque ou depuis votre compte.

${ACCOUNT}${SIGNATURE}`,
  },
  overdue_1: {
    subject: 'Documents en retard – {{library.name}}',
    body: `Bonjour {{patron.name}},

La date de retour de ces documents est passée, et ils sont encore chez vous :

${LATE}Merci de les rapporter, ou de nous demander s’ils peuvent être prolongés. Si vous les avez déjà rendus, merci, et ne tenez pas compte de ce message.

${OWED}${ACCOUNT}${SIGNATURE}`,
  },
  overdue_2: {
    subject: 'Deuxième rappel : documents en retard – {{library.name}}',
    body: `Bonjour {{patron.name}},

Nous vous avons écrit au sujet de ces documents, qui ne sont toujours pas rendus :

${LATE}D’autres lecteurs les attendent peut-être. Merci de les rapporter dès que possible, ou de nous dire ce qui vous en empêche.

${OWED}${ACCOUNT}${SIGNATURE}`,
  },
  overdue_3: {
    subject: 'Dernier rappel : documents en retard – {{library.name}}',
    body: `Bonjour {{patron.name}},

Voici notre dernier rappel pour ces documents :

${LATE}Merci de les rapporter maintenant. S’ils sont perdus ou abîmés, parlez-nous-en : nous trouverons une solution ensemble. Sans réponse de votre part, la bibliothèque pourra vous demander leur remplacement.

${OWED}${ACCOUNT}${SIGNATURE}`,
  },
  digest: {
    subject: 'Vos emprunts et réservations aujourd’hui – {{library.name}}',
    body: `Bonjour {{patron.name}},

{{#overdue}}
- **{{title}}** est en retard : à rendre le {{dueOn}} ({{daysLate}} de retard)
{{/overdue}}
{{#dueSoon}}
- **{{title}}** est à rendre avant la fin du {{dueOn}}
{{/dueSoon}}
{{#holds}}
- **{{title}}** vous attend à {{branch}} jusqu’au {{pickupUntil}}
{{/holds}}

${OWED}${ACCOUNT}${SIGNATURE}`,
  },
  hold_ready: {
    subject: 'Votre réservation est disponible – {{branch.name}}',
    body: `Bonjour {{patron.name}},

Ce que vous avez réservé vous attend à {{branch.name}} :

{{#holds}}
- **{{title}}**, gardé pour vous jusqu’au {{pickupUntil}}
{{/holds}}

Pensez à prendre votre carte. Si vous n’en avez plus besoin, annulez la réservation : le lecteur suivant vous dira merci.

${ACCOUNT}${SIGNATURE}`,
  },
  hold_expired: {
    subject: 'Votre réservation n’a pas été retirée – {{branch.name}}',
    body: `Bonjour {{patron.name}},

Nous avions mis ce document de côté pour vous, mais il n’a pas été retiré à temps :

{{#holds}}
- **{{title}}**
{{/holds}}

Il est passé au lecteur suivant ou a retrouvé sa place en rayon. Si vous le souhaitez toujours, vous pouvez le réserver à nouveau.

${ACCOUNT}${SIGNATURE}`,
  },
  recall: {
    subject: 'Un document à rendre plus tôt – {{library.name}}',
    body: `Bonjour {{patron.name}},

Un autre lecteur attend un document que vous avez emprunté. Voici sa nouvelle date de retour :

{{#loans}}
- **{{title}}** : avant la fin du {{dueOn}} (au lieu du {{previousDueOn}})
{{/loans}}

Merci pour lui.

${ACCOUNT}${SIGNATURE}`,
  },
  due_date_changed: {
    subject: 'Nouvelle date de retour – {{library.name}}',
    body: `Bonjour {{patron.name}},

La bibliothèque sera fermée le jour où ces documents étaient à rendre. Voici leur nouvelle date de retour :

{{#loans}}
- **{{title}}** : avant la fin du {{dueOn}} (au lieu du {{previousDueOn}})
{{/loans}}

${ACCOUNT}${SIGNATURE}`,
  },
  auto_renewal: {
    subject: 'Prolongation de vos emprunts – {{library.name}}',
    body: `Bonjour {{patron.name}},

{{#renewed}}
- **{{title}}** est prolongé : à rendre avant la fin du {{dueOn}}
{{/renewed}}
{{#notRenewed}}
- **{{title}}** n’a pas pu être prolongé{{#reason}} ({{reason}}){{/reason}} : merci de le rapporter avant la fin du {{dueOn}}
{{/notRenewed}}

${ACCOUNT}${SIGNATURE}`,
  },
  card_expiring: {
    subject: 'Votre carte arrive à échéance – {{library.name}}',
    body: `Bonjour {{patron.name}},

Votre carte de bibliothèque {{patron.cardNumber}} est valable jusqu’au **{{patron.expiresOn}}**. Renouvelez-la lors de votre prochaine visite pour continuer à emprunter.

${ACCOUNT}${SIGNATURE}`,
  },
  account_ending: {
    subject: 'Votre compte va être effacé – {{library.name}}',
    body: `Bonjour {{patron.name}},

Votre inscription a pris fin le {{patron.expiresOn}} et vous n’avez rien emprunté depuis. Nous ne gardons pas plus longtemps ce que nous savons de vous : votre compte sera effacé le **{{erasedOn}}**.

Pour le garder, connectez-vous à votre compte ou renouvelez votre inscription avant cette date.

${ACCOUNT}${SIGNATURE}`,
  },
  receipt: {
    subject: 'Votre reçu – {{library.name}}',
    body: `Bonjour {{patron.name}},

{{#loans}}
- Emprunté : **{{title}}** ({{barcode}}), à rendre le {{dueOn}}
{{/loans}}
{{#returns}}
- Rendu : **{{title}}** ({{barcode}})
{{/returns}}
{{#payments}}
- Payé : {{amount}}
{{/payments}}

{{#balance}}
Reste à payer : {{balance}}

{{/balance}}
${ACCOUNT}{{today}}
${SIGNATURE}`,
  },
  welcome: {
    subject: 'Bienvenue à {{library.name}}',
    body: `Bonjour {{patron.name}},

Vous êtes maintenant inscrit à {{library.name}}. Votre carte porte le numéro **{{patron.cardNumber}}** et elle est valable jusqu’au {{patron.expiresOn}}.

${ACCOUNT}Au plaisir de vous accueillir.

${SIGNATURE}`,
  },
};
