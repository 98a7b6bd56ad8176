import { ConfigError } from '../platform/config.ts';
import { adviceOn } from '../platform/database/database-errors.ts';
import { Problem } from '../platform/errors.ts';

/** Says why something was not done: a known refusal is a sentence for a person, anything else keeps its trace. */
export function describeFailure(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  if (error instanceof Problem) return `${error.message} (${error.code}) ${reasonOf(error)}`;
  return String((error as Error).stack);
}

/** What the refused itself says and what may be done about it, else what the refusal knows. */
function reasonOf(error: Problem): string {
  const { cause, params } = error;
  if (!(cause instanceof Error)) return JSON.stringify(params);
  const advice = adviceOn(error);
  return advice === null ? cause.message : `${cause.message}\n${advice}`;
}
