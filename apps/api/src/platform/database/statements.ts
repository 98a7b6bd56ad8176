import { channel } from 'node:diagnostics_channel';

/** One statement on its way to a database. */
export interface Statement {
  sql: string;
  parameters: readonly unknown[];
}

/** Where each statement of this process is told of, `begin` and `commit` too. It costs nothing while nobody listens. */
export const STATEMENTS = channel('biblio.statement');

/** Collects the statements that are sent while some work is done, in their order. */
export async function statementsOf(work: () => Promise<unknown>): Promise<Statement[]> {
  const sent: Statement[] = [];
  const listener = (message: unknown) => void sent.push(message as Statement);
  STATEMENTS.subscribe(listener);
  try {
    await work();
  } finally {
    STATEMENTS.unsubscribe(listener);
  }
  return sent;
}
