import { findFaultsInHours } from '../branches/calendar-rules.ts';
import { addClosures, addExceptions, previewMoves } from '../branches/calendar-previews.service.ts';
import * as calendars from '../branches/calendars.queries.ts';
import { refuse, requireBranch } from '../branches/calendars.service.ts';
import { completed } from '../branches/exceptional-days.ts';
import * as exceptional from '../branches/exceptional-days.queries.ts';
import { queueMoves } from '../circulation/late-closures.service.ts';
import type { Actor } from '../platform/auth/actor.ts';
import type { AppContext } from '../platform/context.ts';
import { inTransaction, type Db, type Trx } from '../platform/database/database.ts';
import { lockName } from '../platform/database/locks.ts';
import type { FieldError } from '../platform/errors.ts';
import type { PresetChoice, PresetPreview, PresetResult } from './calendar-presets.schema.ts';
import {
  changeOf,
  entriesOfHolidays,
  isPresent,
  type PresetChange,
  type PresetEntry,
  type PresetUse,
} from './preset-entries.ts';
import { listHolidayCountries, publicHolidays } from './public-holidays.ts';
import { schoolHolidays, schoolYearsOf } from './school-holidays-fr.ts';

type Context = Pick<AppContext, 'db' | 'audit' | 'clock'>;

/** An entry with what it would add. */
interface Offer {
  entry: PresetEntry;
  change: PresetChange;
  isPresent: boolean;
}

/**
 * Shows the days of a preset and which of them a calendar has already and, where keys are named, which due dates these would
 * move. Nothing is changed.
 *
 * @throws Problem `invalid_request` for a country, region, branch or hours that cannot be, or for what is missing.
 */
export async function previewPreset(context: Context, choice: PresetChoice): Promise<PresetPreview> {
  const entries = await readEntries(choice);
  if (choice.branchId !== null) await requireBranch(context.db, choice.branchId);
  const offers = await readOffers(context.db, choice, entries);
  const moves = choice.keys === undefined ? null : await readMoves(context, choice, offers);
  return { entries: offers.map((offer) => ({ ...offer.entry, isPresent: offer.isPresent })), moves };
}

/**
 * Adds the named days of a preset to a calendar. What it has already is left alone, so that doing it again changes nothing.
 * Due dates that fall on days that are closed now are moved by a job (rule 7).
 *
 * @throws Problem as `previewPreset` does.
 */
export async function applyPreset(
  { db, audit, clock }: Context,
  actor: Actor,
  choice: PresetChoice & { keys: string[] },
): Promise<PresetResult> {
  const entries = await readEntries(choice);
  const { branchId, keys } = choice;
  return inTransaction(db, async (trx) => {
    await lockName(trx, 'calendars');
    if (branchId !== null) await requireBranch(trx, branchId);
    // Two who apply the same preset at the same moment take turns.
    await calendars.lockBranches(trx, branchId);
    const offers = await readOffers(trx, choice, entries);
    requireKeys(keys, offers);
    const named = offers.filter(({ entry }) => keys.includes(entry.key));
    const fresh = named.filter((offer) => !offer.isPresent);
    for (const { change } of fresh) await add({ audit }, trx, actor, change);
    if (fresh.length > 0) {
      if (branchId !== null) await calendars.countVersionUp(trx, branchId);
      await queueMoves(trx, actor, { branchId, now: clock() });
    }
    return { added: fresh.length, present: named.length - fresh.length };
  });
}

/** Who names days that are not offered has seen other ones than these. */
function requireKeys(keys: readonly string[], offers: readonly Offer[]): void {
  const known = new Set(offers.map(({ entry }) => entry.key));
  refuse(
    keys.flatMap((key, index) =>
      known.has(key) ? [] : [{ path: `/keys/${index}`, code: 'unknown', message: 'is not of this preset' }],
    ),
  );
}

async function add({ audit }: Pick<Context, 'audit'>, trx: Trx, actor: Actor, change: PresetChange): Promise<void> {
  if ('closure' in change) {
    const id = await calendars.insertClosure(trx, change.closure);
    const after = await calendars.findClosure(trx, id);
    await audit(trx, actor, { action: 'closure.create', entity: 'closure', entityId: id, after });
  } else {
    const id = await exceptional.insertExceptionalDays(trx, completed(change.days));
    const after = await exceptional.findExceptionalDays(trx, id);
    await audit(trx, actor, { action: 'exceptional_days.create', entity: 'exceptional_days', entityId: id, after });
  }
}

async function readEntries(choice: PresetChoice): Promise<PresetEntry[]> {
  refuse([...findMissing(choice), ...findFaultsInHours(choice.hours ?? [])]);
  const { preset, country, region = null, years = [], zone, schoolYears = [], language } = choice;
  if (preset === 'school_holidays') {
    requireSchoolYears(schoolYears, schoolYearsOf(zone!));
    return schoolYears
      .toSorted()
      .flatMap((year) => schoolHolidays(year, zone!, language))
      .map(({ name, ...days }) => ({ key: days.firstDay, ...days, reason: name, isYearly: false, isUsual: true }));
  }
  if (region !== null) await requireRegion(country!, region);
  const ofYears = years
    .toSorted((one, other) => one - other)
    .map(async (year) => ({ year, holidays: await publicHolidays({ country: country!, region }, year, language) }));
  return entriesOfHolidays(await Promise.all(ofYears));
}

function findMissing({ preset, country, years, zone, schoolYears, use, hours = [] }: PresetChoice): FieldError[] {
  const wanted = preset === 'public_holidays' ? { country, years } : { zone, schoolYears };
  const missing = Object.entries(wanted).flatMap(([name, value]) => (value === undefined ? [name] : []));
  if (use === 'hours' && hours.length === 0) missing.push('hours');
  return missing.map((name) => ({ path: `/${name}`, code: 'missing', message: 'is missing' }));
}

function requireSchoolYears(years: readonly string[], known: readonly string[]): void {
  refuse(
    years.flatMap((year, index) =>
      known.includes(year)
        ? []
        : [{ path: `/schoolYears/${index}`, code: 'unknown', message: 'is not known for this zone' }],
    ),
  );
}

async function requireRegion(country: string, region: string): Promise<void> {
  const regions = (await listHolidayCountries('en')).find(({ code }) => code === country)?.regions ?? [];
  if (regions.some(({ code }) => code === region)) return;
  refuse([{ path: '/region', code: 'unknown', message: 'is no region of this country' }]);
}

async function readOffers(db: Db, choice: PresetChoice, entries: readonly PresetEntry[]): Promise<Offer[]> {
  const { branchId, years = [] } = choice;
  const present = {
    closures: [
      ...(await calendars.listClosures(db, { branchId: null })),
      ...(branchId === null ? [] : await calendars.listClosures(db, { branchId })),
    ],
    exceptionalDays: await exceptional.listExceptionalDays(db, { branchId }),
  };
  return entries.flatMap((entry) => {
    const change = changeOf(entry, useOf(choice), branchId);
    return change === null ? [] : [{ entry, change, isPresent: isPresent(change, present, years) }];
  });
}

function useOf({ use, hours = [], otherWeekdays = 'usual', isAboveClosures = false }: PresetChoice): PresetUse {
  return use === 'hours' ? { as: use, hours, otherWeekdays, isAboveClosures } : { as: use };
}

function readMoves(context: Context, { branchId, keys = [] }: PresetChoice, offers: readonly Offer[]) {
  const changes = offers
    .filter((offer) => !offer.isPresent && keys.includes(offer.entry.key))
    .map(({ change }) => change);
  const closures = changes.flatMap((change) =>
    'closure' in change ? [{ ...change.closure, isYearly: change.closure.isYearly === true }] : [],
  );
  const days = changes.flatMap((change) => ('days' in change ? [completed(change.days)] : []));
  return previewMoves(context, branchId, (present) => addExceptions(days)(addClosures(closures)(present)));
}
