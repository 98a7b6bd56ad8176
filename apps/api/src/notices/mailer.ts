import { createTransport } from 'nodemailer';
import type { Config } from '../platform/config.ts';
import { toHtmlDocument } from './mail-text.ts';
import { parseSmtpUrl, type SmtpOptions } from './smtp-options.ts';

/** One mail, in plain text and HTML. */
export interface Mail {
  to: string;
  subject: string;
  text: string;
  /** A fragment; the mailer makes a document of it. */
  html: string;
  language: string;
  /** The name that the mail comes from; the address is that of `MAIL_FROM`. */
  fromName: string;
  replyTo: string | null;
  /** Without angle brackets. The same at every attempt, so that a mailbox that has it can leave out the second. */
  messageId: string;
  /** Where the reader says that no such mail is wanted, if that can be said. */
  unsubscribeUrl: string | null;
}

/**
 * What became of a mail: taken by the server; refused for good; refused for now; or the server could not be spoken to, which
 * says nothing about this mail.
 */
export interface Delivery {
  kind: 'accepted' | 'refused' | 'deferred' | 'unreachable';
  /** What the server answered, or the network error's code. */
  detail: string;
}

export interface Mailer {
  send: (mail: Mail) => Promise<Delivery>;
  close: () => void;
}

const PATIENCE_MS = 10_000;

/**
 * Makes the way to the mail server of the configuration, or `null` where there is none.
 *
 * @param patienceMs how long any single step may take; a whole mail may take three times as long.
 */
export function createMailer(
  { smtpUrl, mailFrom }: Pick<Config, 'smtpUrl' | 'mailFrom'>,
  { patienceMs = PATIENCE_MS } = {},
): Mailer | null {
  if (smtpUrl === null) return null;
  const address = addressOf(mailFrom);
  const transport = createTransport({
    ...(parseSmtpUrl(smtpUrl) as SmtpOptions),
    pool: true,
    maxConnections: 2,
    // A mail whose fate is unknown is ours to repeat, not the pool's.
    maxRequeues: 0,
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    dnsTimeout: patienceMs,
    socketTimeout: patienceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const send = async (mail: Mail): Promise<Delivery> => {
    try {
      const { response } = await within(
        patienceMs * 3,
        transport.sendMail({
          from: { name: mail.fromName, address },
          // The address as an object, so that no character in it is taken for a second recipient.
          to: { name: '', address: mail.to },
          replyTo: mail.replyTo === null ? undefined : { name: mail.fromName, address: mail.replyTo },
          subject: mail.subject,
          text: mail.text,
          html: toHtmlDocument(mail, mail.language),
          messageId: `<${mail.messageId}@${address.split('@').at(-1)}>`,
          headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': mail.language },
          list: mail.unsubscribeUrl === null ? undefined : { unsubscribe: mail.unsubscribeUrl },
        }),
      );
      return { kind: 'accepted', detail: response };
    } catch (error) {
      // A mail server that is down or refuses is nothing that this code can tell beforehand.
      return judge(error as SmtpError);
    }
  };
  return { send, close: () => transport.close() };
}

interface SmtpError {
  code?: string;
  command?: string;
  responseCode?: number;
  response?: string;
  message?: string;
}

/** Only what the server says of this recipient or this text is about the mail; all else is about the way to the server. */
function judge({ code = 'unknown', command, responseCode = 0, response, message = '' }: SmtpError): Delivery {
  const detail = (response ?? `${code} ${message}`).replace(/\s+/g, ' ').slice(0, 400);
  const isAboutMail = (code === 'EENVELOPE' && command !== 'MAIL FROM') || code === 'EMESSAGE';
  if (!isAboutMail) return { kind: 'unreachable', detail };
  return { kind: responseCode >= 500 ? 'refused' : 'deferred', detail };
}

/** A server that answers a little now and then would keep every single step within its time. */
async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(Object.assign(new Error('took too long'), { code: 'ETIMEDOUT' })), ms);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The address of `Name <address>` or `address`. */
export function addressOf(mailbox: string): string {
  return (/<([^<>]+)>\s*$/.exec(mailbox)?.[1] ?? mailbox).trim();
}
