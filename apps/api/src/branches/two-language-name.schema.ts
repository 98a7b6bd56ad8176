import { Type } from 'typebox';

const Name = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' });

/** A name in both languages of the library. */
export const Name2Schema = Type.Object({ fr: Name, en: Name }, { $id: 'Name2', additionalProperties: false });

/** A short code that people choose once and machines rely on. */
export const Code = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,29}$' });
