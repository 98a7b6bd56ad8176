import type { TemplateSource } from './default-templates.ts';
import type { NoticeKind } from './notice-kinds.ts';

const SIGNATURE = `{{branch.name}} – {{library.name}}
{{branch.address}}
{{#branch.phone}}
Telephone: {{branch.phone}}
{{/branch.phone}}
`;

const ACCOUNT = `{{#library.url}}
Your account: {{library.url}}

{{/library.url}}
`;

const LATE = `{{#loans}}
- **{{title}}**, due on {{dueOn}} ({{daysLate}} late)
{{/loans}}

`;

const OWED = `{{#balance}}
You also have {{balance}} to pay at the library.

{{/balance}}
`;

/** The English texts that come with Biblio Pro. */
export const ENGLISH_TEMPLATES: Record<NoticeKind, TemplateSource> = {
  courtesy: {
    subject: 'Due back soon – {{library.name}}',
    body: `Hello {{patron.name}},

These loans are due back soon:

{{#loans}}
- **{{title}}**, by {{dueOn}}
{{/loans}}

If nobody else is waiting for them you may be able to renew them, at the library or in your account.

${ACCOUNT}${SIGNATURE}`,
  },
  overdue_1: {
    subject: 'Overdue loans – {{library.name}}',
    body: `Hello {{patron.name}},

These loans were due back and are still with you:

${LATE}Please bring them back, or ask us whether they can be renewed. If you have returned them already, thank you, and please ignore this message.

${OWED}${ACCOUNT}${SIGNATURE}`,
  },
  overdue_2: {
    subject: 'Second notice: overdue loans – {{library.name}}',
    body: `Hello {{patron.name}},

We wrote to you about these loans, and they are still not back:

${LATE}Other readers may be waiting for them. Please bring them back as soon as you can, or get in touch with us if something stands in the way.

${OWED}${ACCOUNT}${SIGNATURE}`,
  },
  overdue_3: {
    subject: 'Last notice: overdue loans – {{library.name}}',
    body: `Hello {{patron.name}},

This is our last notice about these loans:

${LATE}Please bring them back now. If they are lost or damaged, talk to us: together we find a way. Without an answer the library may charge you their replacement.

${OWED}${ACCOUNT}${SIGNATURE}`,
  },
  digest: {
    subject: 'Your loans and reservations today – {{library.name}}',
    body: `Hello {{patron.name}},

{{#overdue}}
- **{{title}}** is overdue: it was due on {{dueOn}} ({{daysLate}} late)
{{/overdue}}
{{#dueSoon}}
- **{{title}}** is due back by {{dueOn}}
{{/dueSoon}}
{{#holds}}
- **{{title}}** is waiting for you at {{branch}} until {{pickupUntil}}
{{/holds}}

${OWED}${ACCOUNT}${SIGNATURE}`,
  },
  hold_ready: {
    subject: 'Your reservation is ready – {{branch.name}}',
    body: `Hello {{patron.name}},

What you reserved is waiting for you at {{branch.name}}:

{{#holds}}
- **{{title}}**, kept for you until {{pickupUntil}}
{{/holds}}

Please bring your card. If you no longer need it, cancel the reservation so that the next reader can have it.

${ACCOUNT}${SIGNATURE}`,
  },
  hold_expired: {
    subject: 'Your reservation was not collected – {{branch.name}}',
    body: `Hello {{patron.name}},

We kept this for you, but it was not collected in time:

{{#holds}}
- **{{title}}**
{{/holds}}

It has gone to the next reader or back to the shelf. If you still want it, you can reserve it again.

${ACCOUNT}${SIGNATURE}`,
  },
  recall: {
    subject: 'Please bring this back earlier – {{library.name}}',
    body: `Hello {{patron.name}},

Another reader is waiting for something you have on loan. The new date to bring it back is:

{{#loans}}
- **{{title}}**: by {{dueOn}} (before: {{previousDueOn}})
{{/loans}}

Thank you for sharing.

${ACCOUNT}${SIGNATURE}`,
  },
  due_date_changed: {
    subject: 'New due date – {{library.name}}',
    body: `Hello {{patron.name}},

The library is closed on the day these loans were due. You have until the new date to bring them back:

{{#loans}}
- **{{title}}**: by {{dueOn}} (before: {{previousDueOn}})
{{/loans}}

${ACCOUNT}${SIGNATURE}`,
  },
  auto_renewal: {
    subject: 'Renewal of your loans – {{library.name}}',
    body: `Hello {{patron.name}},

{{#renewed}}
- **{{title}}** has been renewed: it is now due by {{dueOn}}
{{/renewed}}
{{#notRenewed}}
- **{{title}}** could not be renewed{{#reason}} ({{reason}}){{/reason}}: please bring it back by {{dueOn}}
{{/notRenewed}}

${ACCOUNT}${SIGNATURE}`,
  },
  card_expiring: {
    subject: 'Your library card ends soon – {{library.name}}',
    body: `Hello {{patron.name}},

Your library card {{patron.cardNumber}} is valid until **{{patron.expiresOn}}**. Renew it on your next visit to go on borrowing.

${ACCOUNT}${SIGNATURE}`,
  },
  account_ending: {
    subject: 'Your account will be erased – {{library.name}}',
    body: `Hello {{patron.name}},

Your membership ended on {{patron.expiresOn}}, and you have not borrowed anything since. We keep what we know of you no longer than that: your account will be erased on **{{erasedOn}}**.

To keep it, sign in to your account or renew your membership before that day.

${ACCOUNT}${SIGNATURE}`,
  },
  receipt: {
    subject: 'Your receipt – {{library.name}}',
    body: `Hello {{patron.name}},

{{#loans}}
- Borrowed: **{{title}}** ({{barcode}}), due on {{dueOn}}
{{/loans}}
{{#returns}}
- Returned: **{{title}}** ({{barcode}})
{{/returns}}
{{#payments}}
- Paid: {{amount}}
{{/payments}}

{{#balance}}
Left to pay: {{balance}}

{{/balance}}
${ACCOUNT}{{today}}
${SIGNATURE}`,
  },
  welcome: {
    subject: 'Welcome to {{library.name}}',
    body: `Hello {{patron.name}},

You are now a reader of {{library.name}}. Your card has the number **{{patron.cardNumber}}** and is valid until {{patron.expiresOn}}.

${ACCOUNT}We look forward to seeing you.

${SIGNATURE}`,
  },
};
