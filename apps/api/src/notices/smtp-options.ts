/** How to reach a mail server, as `SMTP_URL` says it. */
export interface SmtpOptions {
  host: string;
  port: number | undefined;
  /** TLS from the first byte (`smtps:`). */
  secure: boolean;
  /** Without TLS nothing is sent (`?tls=required`). */
  requireTLS: boolean;
  /** TLS is not used even where it is offered (`?tls=never`). */
  ignoreTLS: boolean;
  auth: { user: string; pass: string } | undefined;
  /** `?verify=false` takes any certificate: for a server of one's own only. */
  tls: { rejectUnauthorized: boolean };
}

const TLS = ['offered', 'required', 'never'];

/**
 * Reads `smtp://user:password@host:587?tls=required&verify=true`.
 *
 * @returns a sentence when it cannot be understood. It names no part that may be secret.
 */
export function parseSmtpUrl(text: string): SmtpOptions | string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !['smtp:', 'smtps:'].includes(url.protocol) || url.hostname === '') {
    return 'must be an address that begins with smtp:// or smtps://.';
  }
  const unknown = [...url.searchParams.keys()].find((name) => name !== 'tls' && name !== 'verify');
  if (unknown !== undefined) return `knows the options tls and verify, not "${unknown}".`;
  const tls = url.searchParams.get('tls') ?? 'offered';
  if (!TLS.includes(tls)) return `has the option tls, which must be one of ${TLS.join(', ')}.`;
  const verify = url.searchParams.get('verify') ?? 'true';
  if (!['true', 'false'].includes(verify)) return 'has the option verify, which must be true or false.';
  const { hostname, port, username, password } = url;
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? undefined : Number(port),
    secure: url.protocol === 'smtps:',
    requireTLS: tls === 'required',
    ignoreTLS: tls === 'never',
    auth: username === '' ? undefined : { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    tls: { rejectUnauthorized: verify === 'true' },
  };
}
