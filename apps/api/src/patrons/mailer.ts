import { createTransport } from 'nodemailer';
import type { Config } from '../platform/config.ts';
import { problem } from '../platform/errors.ts';

/** One plain-text mail. */
export interface Mail {
  to: string;
  subject: string;
  text: string;
}

/** Hands a mail to the mail server. @throws Problem `mail_not_sent`. */
export type SendMail = (mail: Mail) => Promise<void>;

const PATIENCE_MS = 10_000;

/** Makes the way to the mail server of the configuration, or null where there is none. */
export function createMailer({ smtpUrl, mailFrom }: Pick<Config, 'smtpUrl' | 'mailFrom'>): SendMail | null {
  if (smtpUrl === null) return null;
  const { protocol, hostname, port, username, password } = new URL(smtpUrl);
  const transport = createTransport({
    host: hostname,
    port: port === '' ? undefined : Number(port),
    secure: protocol === 'smtps:',
    auth: username === '' ? undefined : { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return async (mail) => {
    try {
      // The address as an object, so that no character in it is taken for a second recipient.
      await transport.sendMail({ ...mail, from: mailFrom, to: { name: '', address: mail.to } });
    } catch (error) {
      // A mail server that is down or refuses is nothing that this code can tell beforehand.
      throw problem('mail_not_sent', { reason: (error as { code?: string }).code ?? 'unknown' });
    }
  };
}
