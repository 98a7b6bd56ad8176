import type { Calendar } from '../circulation/calendar.ts';
import { findCalendar } from '../circulation/library-rules.queries.ts';
import { planMoves, type PlannedMoves } from '../circulation/late-closures.service.ts';
import type { AppContext } from '../platform/context.ts';
import { problem } from '../platform/errors.ts';
import { listBranches } from './branches.queries.ts';
import { findFaultsInClosure, findFaultsInExceptionalDays } from './calendar-rules.ts';
import { listClosures } from './calendars.queries.ts';
import type { CalendarChanges, DueDateMoves, NewClosure } from './calendars.schema.ts';
import { refuse, refuseFaults, requireBranch } from './calendars.service.ts';
import { completed, toExceptionalHours } from './exceptional-days.ts';
import type { NewExceptionalDays } from './exceptional-days.schema.ts';

type Context = Pick<AppContext, 'db' | 'clock'>;

/** Days of a preview that are listed; the number of loans counts all of them. */
const MOST_MOVES_SHOWN = 60;

/**
 * Tells which due dates a new calendar of a branch would move. Nothing is changed.
 *
 * @throws Problem as `replaceCalendar` does.
 */
export async function previewCalendar(
  context: Context,
  branchId: number,
  input: CalendarChanges,
): Promise<DueDateMoves> {
  refuseFaults(input);
  if ((await findCalendar(context.db, branchId)) === undefined) throw problem('not_found');
  const ofLibrary = await listClosures(context.db, { branchId: null });
  const closures = [...ofLibrary, ...input.closures].map((closure) => ({
    ...closure,
    isYearly: closure.isYearly === true,
  }));
  return previewMoves(context, branchId, (present) => ({ ...present, hours: input.hours, closures }));
}

/** Tells which due dates a new closure would move. Nothing is changed. @throws Problem as `createClosure` does. */
export async function previewClosure(context: Context, input: NewClosure): Promise<DueDateMoves> {
  refuse(findFaultsInClosure(input, ''));
  if (input.branchId !== null) await requireBranch(context.db, input.branchId);
  const closure = { ...input, isYearly: input.isYearly === true };
  return previewMoves(context, input.branchId, addClosures([closure]));
}

/**
 * Tells which due dates new exceptional days would move: those of the weekdays that they close. Nothing is changed.
 *
 * @throws Problem as `createExceptionalDays` does.
 */
export async function previewExceptionalDays(context: Context, input: NewExceptionalDays): Promise<DueDateMoves> {
  refuse(findFaultsInExceptionalDays(input, ''));
  if (input.branchId !== null) await requireBranch(context.db, input.branchId);
  return previewMoves(context, input.branchId, addExceptions([completed(input)]));
}

/** Counts what would move if the calendar of a branch, or of every branch for `null`, were another one. */
export async function previewMoves(
  context: Context,
  branchId: number | null,
  change: (present: Calendar) => Calendar,
): Promise<DueDateMoves> {
  const { db } = context;
  const branchIds = branchId === null ? (await listBranches(db)).map(({ id }) => id) : [branchId];
  const moves: PlannedMoves[] = [];
  for (const id of branchIds) {
    moves.push(...(await planMoves(context, id, change((await findCalendar(db, id))!))));
  }
  return { loans: moves.reduce((sum, { loans }) => sum + loans, 0), moves: moves.slice(0, MOST_MOVES_SHOWN) };
}

export function addClosures(closures: Calendar['closures']): (present: Calendar) => Calendar {
  return (present) => ({ ...present, closures: [...present.closures, ...closures] });
}

export function addExceptions(days: Parameters<typeof toExceptionalHours>[0]): (present: Calendar) => Calendar {
  return (present) => ({ ...present, exceptions: [...present.exceptions, ...toExceptionalHours(days)] });
}
