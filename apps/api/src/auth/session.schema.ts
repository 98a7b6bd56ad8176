import { Type, type Static } from 'typebox';
import { PERMISSIONS } from '../platform/auth/permissions.ts';
import { Nullable, OneOf } from '../platform/schema.ts';

export const LanguageSchema = OneOf(['fr', 'en'], { title: 'LanguageCode' });

export const PermissionSchema = OneOf(PERMISSIONS, { title: 'Permission' });

export const SessionSchema = Type.Object(
  {
    actor: Type.Object(
      {
        kind: OneOf(['staff', 'patron', 'anonymous']),
        id: Nullable(Type.Integer()),
        name: Type.String(),
        branchId: Nullable(Type.Integer()),
        permissions: Type.Array(PermissionSchema),
        branchesOf: Type.Record(Type.String(), Type.Array(Type.Integer()), {
          description: 'The branches of permissions that hold at some branches only; every other one holds everywhere',
        }),
        language: LanguageSchema,
      },
      { title: 'Actor' },
    ),
    /** True in a library without staff: the first visitor becomes its administrator. */
    needsFirstAdministrator: Type.Boolean(),
    library: Type.Object(
      {
        name: Type.String(),
        currency: Type.String(),
        defaultLanguage: LanguageSchema,
        isSample: Type.Boolean(),
      },
      { title: 'LibraryInfo' },
    ),
  },
  { $id: 'Session' },
);
export type Session = Static<typeof SessionSchema>;

export const SignInSchema = Type.Object(
  {
    login: Type.String({ minLength: 1, maxLength: 100, description: 'A member of staff’s user name or a card number' }),
    password: Type.String({ minLength: 1, maxLength: 200 }),
  },
  { $id: 'SignIn', additionalProperties: false },
);

export const FirstAdministratorSchema = Type.Object(
  {
    libraryName: Type.String({ minLength: 1, maxLength: 200 }),
    branchName: Type.String({ minLength: 1, maxLength: 200 }),
    displayName: Type.String({ minLength: 1, maxLength: 200 }),
    username: Type.String({ pattern: '^[a-z0-9][a-z0-9._-]{1,62}$' }),
    password: Type.String({ minLength: 1, maxLength: 200 }),
    language: LanguageSchema,
    timeZone: Type.String({ minLength: 1, maxLength: 100 }),
    currency: Type.String({ pattern: '^[A-Z]{3}$' }),
  },
  { $id: 'FirstAdministrator', additionalProperties: false },
);
export type FirstAdministrator = Static<typeof FirstAdministratorSchema>;

export const PasswordChangeSchema = Type.Object(
  {
    current: Type.String({ minLength: 1, maxLength: 200 }),
    next: Type.String({ minLength: 1, maxLength: 200 }),
  },
  { $id: 'PasswordChange', additionalProperties: false },
);
