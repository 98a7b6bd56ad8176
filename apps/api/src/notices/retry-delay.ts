/** With the delays below, a mail is given up some 65 hours after its first attempt: a weekend without a mail server passes. */
export const MOST_ATTEMPTS = 15;

const FIRST_MINUTES = 1;
const LONGEST_MINUTES = 12 * 60;

/**
 * How many seconds to wait after an attempt that failed: 1 minute after the first, twice as long after each further one, 12
 * hours at most, and up to a quarter more or less, so that mails refused together do not come back together. `null`: give up.
 *
 * @param attempts how many there have been, at least 1.
 * @param random from 0 to 1.
 */
export function retryDelay(attempts: number, random: number): number | null {
  if (attempts >= MOST_ATTEMPTS) return null;
  const minutes = Math.min(LONGEST_MINUTES, FIRST_MINUTES * 2 ** (attempts - 1));
  return Math.round(minutes * 60 * (0.75 + random / 2));
}
