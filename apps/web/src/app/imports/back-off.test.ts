import { describe, expect, it } from 'vitest';
import { nextPollDelay } from './back-off';

describe('nextPollDelay', () => {
  it('starts quickly, grows and stays at ten seconds', () => {
    const delays = [0, 1, 2, 5, 10, 100].map(nextPollDelay);
    expect(delays[0]).toBe(600);
    expect([...delays].sort((a, b) => a - b)).toEqual(delays);
    expect(delays.at(-1)).toBe(10_000);
  });
});
