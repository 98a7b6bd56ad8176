import { parseArgs } from 'node:util';
import { SYSTEM } from '../platform/auth/actor.ts';
import { BUILT_IN_ROLES } from '../platform/auth/permissions.ts';
import { listStaff } from '../staff/staff.queries.ts';
import { changeStaffMember, createStaffMember } from '../staff/staff.service.ts';
import { UsageError, type Command } from './command.ts';
import { withLibrary } from './library.ts';

const ROLE_CODES = BUILT_IN_ROLES.map((role) => role.code);

/** `biblio user`: the library's staff, for when nobody can sign in any more. */
export const user: Command = {
  name: 'user',
  summary: 'list, add, change or lock members of staff',
  usage: `Usage: npm run biblio -- user list
       npm run biblio -- user add NAME --display "Full name" --role ROLE [--language fr|en]
       npm run biblio -- user password NAME
       npm run biblio -- user lock NAME
       npm run biblio -- user unlock NAME

Roles: ${ROLE_CODES.join(', ')}. Passwords are asked for, or read from standard input when it is a pipe.`,
  run: async (args, io) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        display: { type: 'string' },
        role: { type: 'string' },
        language: { type: 'string', default: 'fr' },
      },
    });
    const [action, name] = positionals;
    if (action === undefined || (action !== 'list' && name === undefined))
      throw new UsageError('Say what to do, and to whom.');
    return withLibrary(io.config, async (context) => {
      const staff = await listStaff(context.db);
      const found = staff.find((member) => member.username === name);
      const change = async (changes: { password?: string; isActive?: boolean }) => {
        if (found === undefined) throw new UsageError(`There is no member of staff named ${name}.`);
        await changeStaffMember(context, SYSTEM, found.id, changes, () => {});
        io.print(`${name}: done.`);
      };
      switch (action) {
        case 'list':
          for (const member of staff) {
            const roles = member.roles.map((role) => role.roleCode).join(', ');
            io.print(`${member.username}\t${member.displayName}\t${roles}${member.isActive ? '' : '\tlocked'}`);
          }
          return 0;
        case 'add': {
          if (!ROLE_CODES.includes(values.role ?? ''))
            throw new UsageError(`--role must be one of ${ROLE_CODES.join(', ')}.`);
          if (values.language !== 'fr' && values.language !== 'en')
            throw new UsageError('--language must be fr or en.');
          const created = await createStaffMember(context, SYSTEM, {
            username: name!,
            displayName: values.display ?? name!,
            email: null,
            language: values.language,
            branchId: null,
            roles: [{ roleCode: values.role!, branchId: null }],
            password: await io.readSecret(`Password for ${name}: `),
          });
          io.print(`${created.username}: added as ${values.role}.`);
          return 0;
        }
        case 'password':
          await change({ password: await io.readSecret(`New password for ${name}: `) });
          return 0;
        case 'lock':
        case 'unlock':
          await change({ isActive: action === 'unlock' });
          return 0;
        default:
          throw new UsageError(`Unknown action ${action}.`);
      }
    });
  },
};
