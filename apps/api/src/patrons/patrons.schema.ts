import { Type, type Static } from 'typebox';
import { LanguageSchema } from '../auth/session.schema.ts';
import { NoticeChoiceSchema } from '../notices/notices.schema.ts';
import { PageQuery } from '../platform/pagination.ts';
import { Nullable, OneOf } from '../platform/schema.ts';
import { CARD_NUMBER_PATTERN } from './card-number.ts';
import { HISTORY_CHOICES } from './history-choices.ts';

export const HistoryChoiceSchema = OneOf(HISTORY_CHOICES, { title: 'HistoryChoice' });

export const CARD_STATUSES = ['active', 'lost', 'replaced'] as const;

export const CardSchema = Type.Object(
  {
    id: Type.Integer(),
    number: Type.String(),
    status: OneOf(CARD_STATUSES),
    issuedAt: Type.String(),
  },
  { $id: 'PatronCard' },
);

const shared = {
  id: Type.Integer(),
  categoryId: Type.Integer(),
  branchId: Type.Integer({ description: 'Home branch' }),
  familyName: Type.String(),
  givenName: Type.String(),
  birthDate: Nullable(Type.String()),
  email: Nullable(Type.String()),
  phone: Nullable(Type.String()),
  street: Nullable(Type.String()),
  postalCode: Nullable(Type.String()),
  city: Nullable(Type.String()),
  language: LanguageSchema,
  expiresOn: Type.String({ description: 'The last day of the membership' }),
  restrictedUntil: Nullable(Type.String({ description: 'May not borrow up to and with this day' })),
  restrictionReason: Nullable(Type.String()),
  historyChoice: HistoryChoiceSchema,
  noticeChoice: NoticeChoiceSchema,
  cards: Type.Array(Type.Unsafe<Static<typeof CardSchema>>({ $ref: 'PatronCard#' })),
  version: Type.Integer(),
  createdAt: Type.String(),
};

/** A reader as staff see one. */
export const PatronSchema = Type.Object(
  {
    ...shared,
    notes: Nullable(
      Type.String({ description: 'Shown at the desk; the reader gets them only in an export of the own data' }),
    ),
  },
  { $id: 'Patron' },
);
export type Patron = Static<typeof PatronSchema>;

/** A reader as the reader sees it: without the staff's notes. */
export const OwnPatronSchema = Type.Object(shared, { $id: 'OwnPatron' });
export type OwnPatron = Static<typeof OwnPatronSchema>;

export const PatronSummarySchema = Type.Object(
  {
    id: Type.Integer(),
    familyName: Type.String(),
    givenName: Type.String(),
    cardNumber: Nullable(Type.String({ description: 'The newest card in use' })),
    categoryId: Type.Integer(),
    branchId: Type.Integer(),
    expiresOn: Type.String(),
    isRestricted: Type.Boolean(),
    loanCount: Type.Integer(),
    holdCount: Type.Integer(),
    balance: Type.Integer(),
  },
  { $id: 'PatronSummary' },
);
export type PatronSummary = Static<typeof PatronSummarySchema>;

const optionalText = (maxLength: number) => Nullable(Type.String({ maxLength }));
const Day = Type.String({ format: 'date' });
/** At least one letter or digit of any script: what a name is searched by must not be empty. */
const Name = Type.String({ minLength: 1, maxLength: 200, pattern: '[\\p{L}\\p{N}]' });

export const contactFields = {
  email: Nullable(Type.String({ format: 'email', maxLength: 254 })),
  phone: optionalText(50),
  language: LanguageSchema,
  historyChoice: HistoryChoiceSchema,
  noticeChoice: NoticeChoiceSchema,
};

const required = {
  categoryId: Type.Integer({ minimum: 1 }),
  branchId: Type.Integer({ minimum: 1 }),
  familyName: Name,
  givenName: Type.String({ maxLength: 200 }),
};
const optional = {
  ...contactFields,
  birthDate: Nullable(Day),
  street: optionalText(300),
  postalCode: optionalText(20),
  city: optionalText(200),
  notes: optionalText(5000),
  expiresOn: Day,
  restrictedUntil: Nullable(Day),
  restrictionReason: optionalText(300),
};

export const CardNumber = Type.String({ pattern: CARD_NUMBER_PATTERN });
export const Password = Type.String({ minLength: 1, maxLength: 200 });

export const NewPatronSchema = Type.Object(
  {
    ...required,
    ...Type.Partial(Type.Object(optional)).properties,
    cardNumber: Type.Optional(CardNumber),
    password: Type.Optional(Password),
    confirmDuplicate: Type.Optional(
      Type.Boolean({ description: 'Register although a reader has the same name and birth date' }),
    ),
  },
  { $id: 'NewPatron', additionalProperties: false },
);
export type NewPatron = Static<typeof NewPatronSchema>;

export const PatronChangesSchema = Type.Partial(Type.Object({ ...required, ...optional }), {
  $id: 'PatronChanges',
  additionalProperties: false,
  minProperties: 1,
});
export type PatronChanges = Static<typeof PatronChangesSchema>;

export const PatronsQuery = Type.Object(
  {
    ...PageQuery,
    q: Type.Optional(
      Type.String({ maxLength: 200, description: 'Words of the name, a card number, or part of an e-mail address' }),
    ),
    categoryId: Type.Optional(Type.Integer({ minimum: 1 })),
    branchId: Type.Optional(Type.Integer({ minimum: 1 })),
  },
  { additionalProperties: false },
);

export const NewCardSchema = Type.Object(
  { number: Type.Optional(CardNumber) },
  { $id: 'NewCard', additionalProperties: false },
);

export const CardChangesSchema = Type.Object(
  { status: OneOf(CARD_STATUSES) },
  { $id: 'CardChanges', additionalProperties: false },
);

export const NewPasswordSchema = Type.Object(
  { password: Password },
  { $id: 'NewPassword', additionalProperties: false },
);
