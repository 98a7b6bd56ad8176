import { Type, type Static } from 'typebox';
import { LanguageSchema, PermissionSchema } from '../auth/session.schema.ts';
import { Nullable } from '../platform/schema.ts';

const RoleHeldSchema = Type.Object(
  {
    roleCode: Type.String({ minLength: 1, maxLength: 60 }),
    branchId: Nullable(Type.Integer()),
  },
  { title: 'StaffRole', additionalProperties: false },
);

export const StaffMemberSchema = Type.Object(
  {
    id: Type.Integer(),
    username: Type.String(),
    displayName: Type.String(),
    email: Nullable(Type.String()),
    language: LanguageSchema,
    branchId: Nullable(Type.Integer()),
    isActive: Type.Boolean(),
    roles: Type.Array(RoleHeldSchema),
    version: Type.Integer(),
  },
  { $id: 'StaffMember' },
);
export type StaffMember = Static<typeof StaffMemberSchema>;

const editable = {
  displayName: Type.String({ minLength: 1, maxLength: 200 }),
  email: Nullable(Type.String({ format: 'email', maxLength: 254 })),
  language: LanguageSchema,
  branchId: Nullable(Type.Integer()),
  roles: Type.Array(RoleHeldSchema, { maxItems: 50 }),
};

export const NewStaffMemberSchema = Type.Object(
  {
    username: Type.String({ pattern: '^[a-z0-9][a-z0-9._-]{1,62}$' }),
    password: Type.String({ minLength: 1, maxLength: 200 }),
    ...editable,
  },
  { $id: 'NewStaffMember', additionalProperties: false },
);
export type NewStaffMember = Static<typeof NewStaffMemberSchema>;

export const StaffMemberChangesSchema = Type.Partial(
  Type.Object({ ...editable, isActive: Type.Boolean(), password: Type.String({ minLength: 1, maxLength: 200 }) }),
  { $id: 'StaffMemberChanges', additionalProperties: false, minProperties: 1 },
);
export type StaffMemberChanges = Static<typeof StaffMemberChangesSchema>;

export const RoleSchema = Type.Object(
  {
    code: Type.String(),
    name: Type.Object({ fr: Type.String(), en: Type.String() }),
    permissions: Type.Array(PermissionSchema),
  },
  { $id: 'Role' },
);
