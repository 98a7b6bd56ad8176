import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A real mail server for tests. */
export interface MailServer {
  url: string;
  port: number;
  /** What it has taken, as a mail program would read it. */
  mails: ParsedMail[];
  /** How it answers to a recipient or a text; without it, it takes everything. */
  onRecipient: ((address: string) => Error | undefined) | undefined;
  onData: ((mail: ParsedMail) => Promise<Error | undefined> | Error | undefined) | undefined;
  /** Ends the connection while the text of a mail arrives. */
  diesInData: boolean;
  close: () => Promise<void>;
}

/** A refusal with a reply code, as mail servers give it. */
export function smtpError(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

/** Starts a mail server on a free port. */
export async function startMailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const state = { mails: [], onRecipient: undefined, onData: undefined, diesInData: false } as unknown as MailServer;
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 100,
    onRcptTo: ({ address }, _session, done) => done(state.onRecipient?.(address)),
    onData: (stream, session, done) => {
      if (state.diesInData) {
        smtp.connections.forEach((connection) => {
          const { id, close } = connection as unknown as { id: string; close: () => void };
          if (id === session.id) close.call(connection);
        });
        return;
      }
      simpleParser(stream)
        .then(async (mail) => {
          const refusal = await state.onData?.(mail);
          if (refusal === undefined) state.mails.push(mail);
          done(refusal);
        })
        .catch(done);
    },
    ...options,
  });
  smtp.on('error', () => {});
  const server = smtp.listen(0, '127.0.0.1');
  if (!server.listening) await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = () => new Promise<void>((resolve) => smtp.close(() => resolve()));
  return Object.assign(state, { port, url: `smtp://127.0.0.1:${port}`, close });
}
