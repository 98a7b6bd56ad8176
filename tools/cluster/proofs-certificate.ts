import { getJson } from '../deploy/kubectl.ts';
import { findManifest, parseManifests, type Manifest } from '../kubernetes/manifest.ts';
import { renderCombination } from '../kubernetes/render.ts';
import { Authority, serialOf } from './authority.ts';
import { inWords, present, presented, putSecret, sum, underHandshakes } from './handshakes.ts';
import { passed, ProofError, type Proof, type World } from './world.ts';

const EXCHANGES = 3;

export const certificateExchanged: Proof = {
  id: 'certificate-exchanged',
  promise: 6,
  claim: 'The certificate of the ingress is exchanged under load: clients meet the new one, and no handshake fails',
  run: async (world) => {
    const authority = new Authority();
    try {
      const pairs = [authority.issue(world.host)];
      await present(world, pairs[0]!);
      const seen = await underHandshakes(world, authority, async () => {
        for (let exchange = 1; exchange <= EXCHANGES; exchange += 1) {
          pairs.push(authority.issue(world.host));
          await present(world, pairs.at(-1)!);
          await world.until('clients have met it', 30, passed(2000));
        }
      });
      const unmet = pairs.filter((pair) => !(serialOf(pair) in seen.serials));
      if (unmet.length > 0) throw new ProofError(`${unmet.length} of ${pairs.length} certificates were met by nobody`);
      if (sum(seen.failed) > 0) throw new ProofError(inWords(seen));
      return `${EXCHANGES} exchanges: ${inWords(seen)}, ${pairs.length} serial numbers`;
    } finally {
      authority.remove();
    }
  },
  control: async (world) => {
    const authority = new Authority();
    try {
      const [former, next] = [authority.issue(world.host), authority.issue(world.host)];
      await present(world, former);
      const seen = await underHandshakes(world, authority, async () => {
        await putSecret(world, { 'tls.crt': next['tls.crt'], 'tls.key': former['tls.key'] });
        await world.until('the ingress has taken notice', 30, passed(5000));
      });
      await present(world, next);
      if (sum(seen.failed) === 0) throw new ProofError(`a key of another certificate went well: ${inWords(seen)}`);
      return `with the key of another certificate: ${inWords(seen)}`;
    } finally {
      authority.remove();
    }
  },
};

const issuerOf = (authority: Authority) => `proof-${serialOf(authority.own).toLowerCase()}`;

/** The component's Certificate, from an authority of this machine in place of Let's Encrypt. */
async function requestCertificate(world: World, authority: Authority): Promise<void> {
  // By another name each time: what an issuer of the same name has signed before is not asked for again.
  const name = issuerOf(authority);
  const metadata = { name };
  await world.apply({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata,
    type: 'kubernetes.io/tls',
    stringData: authority.own,
  });
  const spec = { ca: { secretName: name } };
  await world.apply({ apiVersion: 'cert-manager.io/v1', kind: 'Issuer', metadata, spec });
  const components = ['mysql', 'ingress', 'tls-cert-manager'];
  const rendered = parseManifests(await renderCombination({ environment: 'development', components }));
  const certificate = findManifest(rendered, 'Certificate', 'biblio') as Manifest & { spec: object };
  Object.assign(certificate.spec, {
    dnsNames: [world.host],
    issuerRef: { group: 'cert-manager.io', kind: 'Issuer', name },
    duration: '1h',
    renewBefore: '30m',
  });
  await world.apply(certificate);
}

interface Condition {
  type: string;
  status: string;
}

async function conditionsOf(world: World): Promise<Condition[]> {
  const found = await getJson<{ status?: { conditions?: Condition[] } }>([
    'certificate.cert-manager.io',
    'biblio',
    '--namespace',
    world.namespace,
  ]);
  return found.status?.conditions ?? [];
}

/** As `cmctl renew` does it. */
async function renew(world: World): Promise<void> {
  const now = new Date().toISOString();
  const issuing = {
    type: 'Issuing',
    status: 'True',
    reason: 'ManuallyTriggered',
    message: '',
    lastTransitionTime: now,
  };
  const conditions = [...(await conditionsOf(world)).filter(({ type }) => type !== 'Issuing'), issuing];
  const patch = JSON.stringify({ status: { conditions } });
  await world.kubectl(['patch', 'certificate', 'biblio', '--subresource=status', '--type=merge', `--patch=${patch}`]);
}

const isReady = async (world: World) =>
  (await conditionsOf(world)).some(({ type, status }) => type === 'Ready' && status === 'True');

async function withoutCertificate(world: World, authority: Authority): Promise<void> {
  const name = issuerOf(authority);
  const objects = ['certificate/biblio', `issuer/${name}`, `secret/${name}`];
  await world.kubectl(['delete', ...objects, '--ignore-not-found']);
  authority.remove();
}

export const certificateRenewed: Proof = {
  id: 'certificate-renewed',
  promise: 6,
  claim: 'cert-manager renews the certificate of the component `tls-cert-manager` under load: no handshake fails',
  lacks: async (world) => {
    const { stdout } = await world.try(['api-resources', '--api-group=cert-manager.io', '--no-headers']);
    if (!/Certificate$/m.test(stdout) || !/Issuer$/m.test(stdout)) return 'the cluster does not know cert-manager';
    const authority = new Authority();
    try {
      await requestCertificate(world, authority);
      await world.until('', 60, () => isReady(world));
      return null;
    } catch (error) {
      // Nobody who fulfils it: that is what is to be found out.
      if (error instanceof ProofError) return 'cert-manager’s controller does not run in this cluster';
      throw error;
    } finally {
      await withoutCertificate(world, authority);
    }
  },
  run: (world) =>
    withCertificate(world, async (authority) => {
      const first = await metByClients(world, authority);
      const met = [first];
      const seen = await underHandshakes(world, authority, async () => {
        for (let renewal = 1; renewal <= EXCHANGES; renewal += 1) {
          await renew(world);
          await world.until('clients are shown another certificate', 60, async () => {
            const serial = await presented(world);
            if (serial === null || met.includes(serial)) return false;
            met.push(serial);
            return true;
          });
          await world.until('clients have met it', 30, passed(2000));
        }
      });
      const unmet = met.filter((serial) => !(serial in seen.serials));
      if (unmet.length > 0) throw new ProofError(`${unmet.length} of ${met.length} certificates were met by nobody`);
      if (sum(seen.failed) > 0) throw new ProofError(inWords(seen));
      return `${EXCHANGES} renewals: ${inWords(seen)}, ${met.length} serial numbers`;
    }),
  control: (world) =>
    withCertificate(world, async (authority) => {
      await metByClients(world, authority);
      const seen = await underHandshakes(world, authority, async () => {
        // In place of a renewal: the Secret goes, and cert-manager fills another.
        await world.kubectl(['delete', 'secret', 'biblio-tls']);
        await world.until('the certificate is issued again', 60, async () => (await presented(world)) !== null);
      });
      if (sum(seen.failed) === 0) throw new ProofError(`a Secret that was away failed no handshake: ${inWords(seen)}`);
      return `with the Secret deleted for cert-manager to make anew: ${inWords(seen)}`;
    }),
};

/** Does something with a certificate that cert-manager has issued for the ingress, and takes it away again. */
async function withCertificate(world: World, work: (authority: Authority) => Promise<string>): Promise<string> {
  const authority = new Authority();
  try {
    await requestCertificate(world, authority);
    await world.until('the certificate is ready', 60, () => isReady(world));
    // It took over what was in the Secret, whoever had signed that.
    await renew(world);
    return await work(authority);
  } finally {
    await withoutCertificate(world, authority);
  }
}

/** Waits until the ingress shows what the authority has signed. @returns its number. */
async function metByClients(world: World, authority: Authority): Promise<string> {
  let serial = '';
  await world.until('the ingress presents it', 60, async () => {
    const { serials } = await underHandshakes(world, authority, () => world.until('', 5, passed(300)));
    serial = Object.keys(serials)[0] ?? '';
    return serial !== '';
  });
  return serial;
}
