/** What a code may carry with it: enough for the web to write the sentence in the reader's language. */
export type Params = Record<string, string | number | boolean | null>;

/** One step of a decision: what was looked at or computed, as data. */
export interface Step {
  code: string;
  params: Params;
}

/** How a decision came about, in order. */
export interface Explanation {
  steps: Step[];
}

/** `impossible` ends it, `override` needs a permission and a comment, `alert` only informs. */
export type Severity = 'impossible' | 'override' | 'alert';

/** One reason against an action, or one thing to know about it. */
export interface Reason {
  code: string;
  severity: Severity;
  params: Params;
}

export function step(code: string, params: Params = {}): Step {
  return { code, params };
}

export function impossible(code: string, params: Params = {}): Reason {
  return { code, severity: 'impossible', params };
}

export function needsOverride(code: string, params: Params = {}): Reason {
  return { code, severity: 'override', params };
}

export function alert(code: string, params: Params = {}): Reason {
  return { code, severity: 'alert', params };
}

/** The reasons that still stand after those that the actor overrides are taken away. What is impossible always stands. */
export function standingReasons(reasons: readonly Reason[], overridden: ReadonlySet<string>): Reason[] {
  return reasons.filter(
    ({ code, severity }) => severity === 'impossible' || (severity === 'override' && !overridden.has(code)),
  );
}
