import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { parseAllDocuments, type Document } from 'yaml';
import { combinations, ENVIRONMENTS } from './combinations.ts';
import { parseManifests } from './manifest.ts';
import { findingsOf, POLICIES } from './policies.ts';
import { kustomizeCommand, NO_KUSTOMIZE, renderCombination, renderOverlay } from './render.ts';

const SOUND = readFileSync(path.join(import.meta.dirname, 'fixtures/sound.yaml'), 'utf8');
const POD = ['spec', 'template', 'spec'];
const CONTAINER = [...POD, 'containers', 0];

/** What is broken: the policy that must notice, the object, the place in it, and what stands there then (nothing: undefined). */
const FAULTS: [policy: string, object: string, place: (string | number)[], value: unknown][] = [
  ['image-has-a-version', 'Deployment biblio-api', [...CONTAINER, 'image'], 'biblio-pro/api:latest'],
  ['image-has-a-version', 'Deployment biblio-api', [...CONTAINER, 'image'], 'registry:5000/biblio-pro/api'],
  ['resources-are-limited', 'Deployment biblio-api', [...CONTAINER, 'resources', 'limits', 'memory'], undefined],
  ['resources-are-limited', 'Deployment biblio-api', [...CONTAINER, 'resources', 'requests'], undefined],
  ['runs-without-rights', 'Deployment biblio-api', [...POD, 'securityContext', 'runAsNonRoot'], undefined],
  ['runs-without-rights', 'Deployment biblio-api', [...POD, 'securityContext', 'runAsUser'], 0],
  ['runs-without-rights', 'Deployment biblio-api', [...POD, 'hostNetwork'], true],
  ['runs-without-rights', 'Deployment biblio-api', [...CONTAINER, 'securityContext', 'capabilities'], undefined],
  ['runs-without-rights', 'Deployment biblio-api', [...CONTAINER, 'securityContext', 'readOnlyRootFilesystem'], false],
  ['gets-no-token', 'Deployment biblio-api', [...POD, 'automountServiceAccountToken'], undefined],
  ['is-probed', 'Deployment biblio-api', [...CONTAINER, 'startupProbe'], undefined],
  ['is-probed', 'Deployment biblio-api', [...CONTAINER, 'livenessProbe'], undefined],
  ['is-probed', 'Deployment biblio-api', [...CONTAINER, 'readinessProbe'], undefined],
  [
    'liveness-never-asks-the-database',
    'Deployment biblio-api',
    [...CONTAINER, 'livenessProbe', 'httpGet', 'path'],
    '/readyz',
  ],
  ['may-be-evicted-one-by-one', 'PodDisruptionBudget biblio-api', ['spec', 'maxUnavailable'], 0],
  ['may-be-evicted-one-by-one', 'PodDisruptionBudget biblio-api', ['spec', 'minAvailable'], 2],
  ['may-be-evicted-one-by-one', 'PodDisruptionBudget biblio-api', ['spec', 'selector', 'matchLabels', 'app'], 'other'],
  ['keeps-secrets-out', 'Namespace biblio', ['kind'], 'Secret'],
  ['keeps-secrets-out', 'Deployment biblio-api', [...CONTAINER, 'env', 0, 'value'], 'mysql://biblio:hunter2@db/biblio'],
  ['keeps-secrets-out', 'ConfigMap biblio-settings-abc', ['data', 'MYSQL_PASSWORD'], 'hunter2'],
  ['leaves-without-failing-a-request', 'Deployment biblio-api', [...CONTAINER, 'lifecycle'], undefined],
  ['leaves-without-failing-a-request', 'Deployment biblio-api', [...POD, 'terminationGracePeriodSeconds'], 30],
  ['rolls-out-without-a-gap', 'Deployment biblio-api', ['spec', 'strategy', 'rollingUpdate', 'maxUnavailable'], 1],
  ['autoscaler-owns-replicas', 'Deployment biblio-api', ['spec', 'replicas'], 2],
  ['network-is-closed', 'NetworkPolicy deny-all', ['spec', 'policyTypes'], ['Ingress']],
  ['network-is-closed', 'NetworkPolicy deny-all', ['spec', 'ingress'], [{}]],
  ['namespace-is-restricted', 'Namespace biblio', ['metadata', 'labels'], {}],
  ['one-host-everywhere', 'Ingress biblio', ['spec', 'rules', 0, 'host'], 'other.example.org'],
  ['connections-fit-the-database', 'HorizontalPodAutoscaler biblio-api', ['spec', 'maxReplicas'], 5],
  ['connections-fit-the-database', 'ConfigMap biblio-settings-abc', ['data', 'DATABASE_POOL_SIZE'], '11'],
  [
    'connections-fit-the-database',
    'CronJob biblio-backup',
    ['spec', 'jobTemplate', 'spec', 'template', 'metadata', 'annotations', 'biblio.pro/connections'],
    '6',
  ],
  ['jobs-end', 'CronJob biblio-backup', ['spec', 'concurrencyPolicy'], 'Allow'],
  ['jobs-end', 'CronJob biblio-backup', ['spec', 'jobTemplate', 'spec', 'activeDeadlineSeconds'], undefined],
  ['fits-its-quota', 'ResourceQuota biblio', ['spec', 'hard', 'limits.memory'], '2Gi'],
  ['fits-its-quota', 'ResourceQuota biblio', ['kind'], 'LimitRange'],
];

describe('the policies over rendered manifests', () => {
  test('find nothing in an environment that holds to them', () => {
    assert.deepEqual(findingsOf(parseManifests(SOUND)), []);
  });

  for (const [policy, object, place, value] of FAULTS) {
    test(`${policy}: ${object} with ${place.slice(-2).join('.')} ${value === undefined ? 'missing' : JSON.stringify(value)}`, () => {
      const findings = findingsOf(parseManifests(broken(object, place, value)));
      assert.ok(
        findings.some((finding) => finding.startsWith(`${policy}:`)),
        `found instead: ${JSON.stringify(findings)}`,
      );
    });
  }

  test('are each proved by a fault', () => {
    const proved = new Set(FAULTS.map(([policy]) => policy));
    assert.deepEqual(
      POLICIES.map(({ name }) => name).filter((name) => !proved.has(name)),
      [],
    );
  });
});

describe('the combinations of components', () => {
  test('are each in one of those that are rendered by default, pair by pair', () => {
    const pairs = (isWhole: boolean) =>
      new Set(
        combinations(isWhole).flatMap(({ environment, components }) =>
          [environment, ...components].flatMap((one, index, all) =>
            all.slice(index + 1).map((other) => `${one} ${other}`),
          ),
        ),
      );
    assert.deepEqual(pairs(false), pairs(true));
  });
});

describe('the rendered environments', { skip: kustomizeCommand() === null ? NO_KUSTOMIZE : false }, () => {
  for (const environment of ENVIRONMENTS) {
    test(`${environment} holds to every policy`, async () => {
      assert.deepEqual(findingsOf(parseManifests(await renderOverlay(environment))), []);
    });
  }

  test('take the images that a deployment asks for', async () => {
    const yaml = await renderOverlay('staging', { tag: '9.8.7', prefix: 'registry.example.org/library' });
    const ours = [...yaml.matchAll(/image: (.*biblio-pro.*)/g)].map(([, image]) => image);
    assert.deepEqual([...new Set(ours)].sort(), [
      'registry.example.org/library/biblio-pro/api:9.8.7',
      'registry.example.org/library/biblio-pro/backup:9.8.7',
      'registry.example.org/library/biblio-pro/web:9.8.7',
    ]);
  });

  test('may be put together otherwise', async () => {
    const components = ['external-database', 'gateway', 'tls-cert-manager', 'service-monitors'];
    const manifests = parseManifests(await renderCombination({ environment: 'production', components }));
    assert.deepEqual(findingsOf(manifests), []);
    assert.ok(manifests.some(({ kind }) => kind === 'HTTPRoute'));
    assert.ok(!manifests.some(({ kind }) => kind === 'StatefulSet'));
  });
});

/** The sound environment with one place of one object changed. */
function broken(object: string, place: (string | number)[], value: unknown): string {
  const documents = parseAllDocuments(SOUND) as Document[];
  const found = documents.find(
    (document) => `${String(document.get('kind'))} ${String(document.getIn(['metadata', 'name']))}` === object,
  );
  assert.ok(found, `The fixture has no ${object}.`);
  if (value === undefined) assert.ok(found.deleteIn(place), 'There was nothing to take away.');
  else found.setIn(place, found.createNode(value));
  if (place.at(-1) === 'kind' && value === 'Secret') found.set('data', { token: 'aHVudGVyMg==' });
  return documents.map(String).join('---\n');
}
