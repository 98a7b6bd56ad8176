import { Type, type Static } from 'typebox';
import { PageQuery } from '../platform/pagination.ts';
import { Nullable, OneOf } from '../platform/schema.ts';
import { NOTICE_CHOICES, NOTICE_KINDS, NOTICE_STATES } from './notice-kinds.ts';

export const NoticeKindSchema = OneOf(NOTICE_KINDS, { title: 'NoticeKind' });
export const NoticeChoiceSchema = OneOf(NOTICE_CHOICES, { title: 'NoticeChoice' });
const NoticeStateSchema = OneOf(NOTICE_STATES, { title: 'NoticeState' });

const shared = {
  id: Type.Integer(),
  kind: NoticeKindSchema,
  state: NoticeStateSchema,
  patron: Type.Object({ id: Type.Integer(), name: Type.String() }),
  branchId: Type.Integer(),
  language: Nullable(Type.String()),
  address: Nullable(Type.String({ description: 'Null until it is written, and again once it is forgotten' })),
  subject: Nullable(Type.String()),
  attempts: Type.Integer(),
  nextAttemptAt: Nullable(Type.String()),
  error: Nullable(
    Type.Object({
      code: Type.String({
        description: 'refused, deferred, unreachable, unwritten, no_address, no_longer_true or by_staff',
      }),
      detail: Type.String({ description: 'What the mail server said' }),
    }),
  ),
  createdAt: Type.String(),
  finishedAt: Nullable(Type.String()),
};

/** A mail to a reader, as lists show it. */
export const NoticeSchema = Type.Object(shared, { $id: 'Notice' });
export type Notice = Static<typeof NoticeSchema>;

/** A mail with its text and what it is about. */
export const NoticeDetailSchema = Type.Object(
  {
    ...shared,
    text: Nullable(Type.String()),
    html: Nullable(Type.String()),
    about: Type.Array(
      Type.Object({
        topic: NoticeKindSchema,
        loanId: Nullable(Type.Integer()),
        holdId: Nullable(Type.Integer()),
        title: Nullable(Type.String()),
      }),
    ),
  },
  { $id: 'NoticeDetail' },
);
export type NoticeDetail = Static<typeof NoticeDetailSchema>;

export const NoticesQuery = Type.Object(
  {
    ...PageQuery,
    state: Type.Optional(NoticeStateSchema),
    kind: Type.Optional(NoticeKindSchema),
    patronId: Type.Optional(Type.Integer({ minimum: 1 })),
  },
  { additionalProperties: false },
);

export const NoticeSummarySchema = Type.Object(
  {
    isMailConfigured: Type.Boolean({ description: 'Without a mail server nothing is queued' }),
    counts: Type.Record(Type.String(), Type.Integer(), { description: 'Mails by state' }),
    oldestDueAt: Nullable(Type.String({ description: 'Since when the mail that has waited longest is due' })),
  },
  { $id: 'NoticeSummary' },
);

export const UpcomingSchema = Type.Object(
  {
    days: Type.Array(
      Type.Object({
        day: Type.String(),
        kind: NoticeKindSchema,
        patrons: Type.Integer({ description: 'How many readers will be written to' }),
        loans: Type.Integer({ description: 'About how many loans' }),
        examples: Type.Array(Type.Object({ id: Type.Integer(), name: Type.String() })),
      }),
    ),
  },
  { $id: 'UpcomingNotices' },
);
export type Upcoming = Static<typeof UpcomingSchema>;

/** A reader's own mails and choice. */
export const OwnNoticesSchema = Type.Object(
  {
    choice: NoticeChoiceSchema,
    canDecline: Type.Boolean({ description: 'Whether the library lets readers do without what is not essential' }),
    isMailConfigured: Type.Boolean(),
    items: Type.Array(
      Type.Object({
        id: Type.Integer(),
        kind: NoticeKindSchema,
        subject: Nullable(Type.String()),
        sentAt: Nullable(Type.String()),
      }),
    ),
  },
  { $id: 'OwnNotices' },
);
