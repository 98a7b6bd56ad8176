import { Temporal } from 'temporal-polyfill';

/** The last day of a membership that begins today. */
export function membershipEnd(today: Temporal.PlainDate, months: number): Temporal.PlainDate {
  return today.add({ months });
}

/**
 * The last day of a renewed membership: a period after its end, or after today when it has ended. Null when it already runs
 * for a whole period or more, so that a second press of the button gives no second year.
 */
export function renewedMembershipEnd(
  expiresOn: Temporal.PlainDate,
  today: Temporal.PlainDate,
  months: number,
): Temporal.PlainDate | null {
  const { compare } = Temporal.PlainDate;
  if (compare(expiresOn, today.add({ months })) >= 0) return null;
  return (compare(expiresOn, today) < 0 ? today : expiresOn).add({ months });
}
