import { Type } from 'typebox';
import { LanguageSchema } from '../auth/session.schema.ts';
import { OneOf } from '../platform/schema.ts';

const fields = {
  libraryName: Type.String({ minLength: 1, maxLength: 200 }),
  currency: Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217' }),
  defaultLanguage: LanguageSchema,
  policyBranchSource: OneOf(['desk', 'patron_home', 'item_home']),
  returnedItemGoes: OneOf(['home', 'floats']),
  renewalCountsFrom: OneOf(['due_date', 'today']),
};

export const SettingsSchema = Type.Object({ ...fields, isSample: Type.Boolean() }, { $id: 'Settings' });

export const SettingsChangesSchema = Type.Partial(Type.Object(fields), {
  $id: 'SettingsChanges',
  additionalProperties: false,
  minProperties: 1,
});
