import { AsyncLocalStorage } from 'node:async_hooks';
import { channel, type Channel } from 'node:diagnostics_channel';

/** One statement on its way to a database. */
export interface Statement {
  sql: string;
  parameters: readonly unknown[];
}

/** Where each statement of this process is told of, `begin` and `commit` too. It costs nothing while nobody listens. */
export const STATEMENTS = channel('biblio.statement');

/** Where each packet to a database server is told of, with the statements in it. */
export const ROUND_TRIPS = channel('biblio.round-trip');

/** Collects the statements that some work sends, in their order. */
export function statementsOf(work: () => Promise<unknown>): Promise<Statement[]> {
  return messagesOf<Statement>(STATEMENTS, work);
}

/** Collects the packets that some work sends to a database server. */
export function roundTripsOf(work: () => Promise<unknown>): Promise<Statement[][]> {
  return messagesOf<Statement[]>(ROUND_TRIPS, work);
}

async function messagesOf<Message>(from: Channel, work: () => Promise<unknown>): Promise<Message[]> {
  const sent: Message[] = [];
  // What else the process does meanwhile is none of it.
  const isWork = new AsyncLocalStorage<boolean>();
  const listener = (message: unknown) => {
    if (isWork.getStore() === true) sent.push(message as Message);
  };
  from.subscribe(listener);
  try {
    await isWork.run(true, work);
  } finally {
    from.unsubscribe(listener);
  }
  return sent;
}
