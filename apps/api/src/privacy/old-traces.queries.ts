import { deletionById, deletionByKey, type Sweep } from './sweep.queries.ts';

/** Facts of refused attempts to borrow. */
export const refusedAttemptSweep: Sweep = deletionById('refused_attempts', (db, { before }) =>
  db.selectFrom('refused_attempts').where('at', '<', before),
);

export const sessionSweep: Sweep = deletionByKey('sessions', 'token_hash', (db, { before }) =>
  db.selectFrom('sessions').where('expires_at', '<', before),
);

/** Failures to sign in, except where the wait that they brought is not over. */
export const loginAttemptSweep: Sweep = deletionByKey('login_attempts', 'login_hash', (db, { before, now }) =>
  db
    .selectFrom('login_attempts')
    .where('last_failed_at', '<', before)
    .where((eb) => eb.or([eb('blocked_until', 'is', null), eb('blocked_until', '<=', now)])),
);

export const storedAnswerSweep: Sweep = deletionByKey('idempotency_keys', 'key_hash', (db, { before }) =>
  db.selectFrom('idempotency_keys').where('created_at', '<', before),
);

/** Imports that are over, with their reports. */
export const importReportSweep: Sweep = deletionById('jobs', (db, { before }) =>
  finishedJobs(db, before).where('kind', '=', 'import'),
);

/** Runs of scheduled jobs that are over, with their lines. */
export const jobRunSweep: Sweep = deletionById('jobs', (db, { before }) =>
  finishedJobs(db, before).where('kind', '<>', 'import'),
);

/** When readers signed in. The log keeps the sign-ins of staff. */
export const signInSweep: Sweep = deletionById('audit_log', (db, { before }) =>
  db
    .selectFrom('audit_log')
    .where('at', '<', before)
    .where('entity', '=', 'patron')
    .where('action', '=', 'session.sign_in'),
);

function finishedJobs(db: Parameters<Sweep['count']>[0], before: string) {
  return db.selectFrom('jobs').where('status', 'in', ['done', 'failed', 'cancelled']).where('finished_at', '<', before);
}
