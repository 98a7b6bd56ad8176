import type { ReturnAnswer } from '../api-types';
import type { DeskTask, Outcome, SessionEntry } from './desk-types';

/** Who was at the desk when a task was done, for the list of the session. */
export interface Present {
  patronId: number | null;
  patronName: string | null;
  now: () => string;
}

/** The line of the session's list for something done, refused or failed. */
export function entryOf(
  task: DeskTask,
  outcome: Outcome,
  present: Present,
  more: Partial<SessionEntry> = {},
): SessionEntry {
  const state = outcome.tone === 'no' ? 'refused' : 'done';
  return {
    id: task.id,
    at: present.now(),
    state,
    tone: outcome.tone,
    kind: task.request.kind,
    headline: outcome.headline,
    title: outcome.title ?? null,
    patronName: present.patronName,
    patronId: present.patronId,
    undo: null,
    request: state === 'refused' ? (outcome.refused ?? null) : null,
    ...more,
  };
}

/** Whose item came back, for the list; the reader at the desk has nothing to do with it. */
export function returnerOf(answer: ReturnAnswer): Pick<SessionEntry, 'patronId' | 'patronName'> {
  return { patronId: answer.loan?.patron?.id ?? null, patronName: answer.loan?.patron?.name ?? null };
}
