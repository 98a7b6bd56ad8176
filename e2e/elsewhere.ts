// The library of BIBLIO_E2E_URL under a name that no DNS server knows, such as that of a cluster's ingress, with a certificate of its own.
import dns from 'node:dns';

/** Where that name is to be found. */
const ADDRESS = process.env['BIBLIO_E2E_ADDRESS'];
/** The hash of the only key that the browser may trust besides the usual ones; Node trusts by NODE_EXTRA_CA_CERTS. */
const KEY = process.env['BIBLIO_E2E_KEY'];

const host = ADDRESS === undefined ? null : new URL(process.env['BIBLIO_E2E_URL']!).hostname;

/** What the browser must be told. */
export const browserFlags = [
  ...(host === null ? [] : [`--host-resolver-rules=MAP ${host} ${ADDRESS}`]),
  ...(KEY === undefined ? [] : [`--ignore-certificate-errors-spki-list=${KEY}`]),
];

// Preparations go by Node's own requests and by Playwright's, which ask for addresses in these two ways.
if (host !== null) {
  const [byCallback, byPromise] = [dns.lookup, dns.promises.lookup];
  const find = (name: string) => (name === host ? ADDRESS! : name);
  dns.lookup = ((name: string, ...others: unknown[]) =>
    Reflect.apply(byCallback, dns, [find(name), ...others])) as typeof dns.lookup;
  dns.promises.lookup = ((name: string, ...others: unknown[]) =>
    Reflect.apply(byPromise, dns.promises, [find(name), ...others])) as typeof dns.promises.lookup;
}
