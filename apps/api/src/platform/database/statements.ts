import { AsyncLocalStorage } from 'node:async_hooks';
import { channel } from 'node:diagnostics_channel';

/** One statement on its way to a database. */
export interface Statement {
  sql: string;
  parameters: readonly unknown[];
}

/** Where each statement of this process is told of, `begin` and `commit` too. It costs nothing while nobody listens. */
export const STATEMENTS = channel('biblio.statement');

/** Collects the statements that some work sends, in their order. */
export async function statementsOf(work: () => Promise<unknown>): Promise<Statement[]> {
  const sent: Statement[] = [];
  // What else the process does meanwhile is none of it.
  const isWork = new AsyncLocalStorage<boolean>();
  const listener = (message: unknown) => {
    if (isWork.getStore() === true) sent.push(message as Statement);
  };
  STATEMENTS.subscribe(listener);
  try {
    await isWork.run(true, work);
  } finally {
    STATEMENTS.unsubscribe(listener);
  }
  return sent;
}
