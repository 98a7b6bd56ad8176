import type { PolicyName } from './policy-definitions.ts';
import type { PolicySource } from './policy-resolution.ts';
import type { StepCode, StepParams } from './explanation-steps.ts';

/** What a code may carry with it: enough for the web to write the sentence in the reader's language. */
export type Params = Record<string, string | number | boolean | null>;

/** One step of a decision: what was looked at or computed, as data. */
export interface Step {
  code: StepCode;
  params: Params;
}

/** A policy value that a decision used: the row that gave it, or `null` where the built-in default holds. */
export interface PolicyUse {
  name: PolicyName;
  value: string | number | boolean | null;
  source: PolicySource;
}

/** How a decision came about: the steps in order, and which policy row gave each value that was used. */
export interface Explanation {
  steps: Step[];
  policies: PolicyUse[];
}

/** `impossible` ends it, `override` needs a permission and a comment, `alert` only informs. */
export type Severity = 'impossible' | 'override' | 'alert';

/** One reason against an action, or one thing to know about it. */
export interface Reason {
  code: string;
  severity: Severity;
  params: Params;
}

/** Makes a step; its parameters are those that `STEPS` names. */
export function step<Code extends StepCode>(
  code: Code,
  ...[params]: keyof StepParams<Code> extends never ? [] : [StepParams<Code>]
): Step {
  return { code, params: params ?? {} };
}

/** The step that tells of a reason or alert. */
export function found({ code, severity, params }: Reason): Step {
  return step('found', { ...params, code, severity });
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
