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
const ROLLOUT = withRollout(readFileSync(path.join(import.meta.dirname, 'fixtures/rollout.yaml'), 'utf8'));
const POD = ['spec', 'template', 'spec'];
const CONTAINER = [...POD, 'containers', 0];

type Fault = [policy: string, object: string, place: (string | number)[], value: unknown];

/** What is broken: the policy that must notice, the object, the place in it, and what stands there then (nothing: undefined). */
const FAULTS: Fault[] = [
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
  ['keeps-secrets-out', 'Secret biblio-mail', ['stringData', 'smtp-url'], 'smtps://mail.example.org:465'],
  ['keeps-secrets-out', 'Secret biblio-mail', ['data'], { token: 'aHVudGVyMg==' }],
  ['keeps-secrets-out', 'Secret biblio-mail', ['sops'], undefined],
  ['keeps-secrets-out', 'Deployment biblio-api', [...CONTAINER, 'env', 0, 'value'], 'mysql://biblio:hunter2@db/biblio'],
  ['keeps-secrets-out', 'ConfigMap biblio-settings-abc', ['data', 'MYSQL_PASSWORD'], 'hunter2'],
  ['leaves-without-failing-a-request', 'Deployment biblio-api', [...CONTAINER, 'lifecycle'], undefined],
  ['leaves-without-failing-a-request', 'Deployment biblio-api', [...POD, 'terminationGracePeriodSeconds'], 30],
  ['rolls-out-without-a-gap', 'Deployment biblio-api', ['spec', 'strategy', 'rollingUpdate', 'maxUnavailable'], 1],
  ['autoscaler-owns-replicas', 'Deployment biblio-api', ['spec', 'replicas'], 2],
  ['autoscaler-owns-replicas', 'HorizontalPodAutoscaler biblio-api', ['spec', 'scaleTargetRef', 'name'], 'api'],
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

const STEPS = ['spec', 'strategy', 'canary', 'steps'];
/** The same for an API whose pods a Rollout has. */
const ROLLOUT_FAULTS: Fault[] = [
  ['canary-is-analysed', 'Rollout biblio-api', [...STEPS, 1], undefined],
  ['canary-is-analysed', 'Rollout biblio-api', [...STEPS, 0, 'setWeight'], 50],
  ['canary-is-analysed', 'Rollout biblio-api', [...STEPS, 1, 'analysis', 'templates', 0, 'templateName'], 'other'],
  ['canary-is-analysed', 'Rollout biblio-api', ['spec', 'workloadRef', 'name'], 'other'],
  ['canary-is-analysed', 'Deployment biblio-api', ['spec', 'replicas'], 2],
  ['canary-is-analysed', 'Rollout biblio-api', ['spec', 'workloadRef', 'scaleDown'], 'never'],
  ['rolls-out-without-a-gap', 'Rollout biblio-api', ['spec', 'strategy', 'canary', 'maxUnavailable'], 1],
  ['autoscaler-owns-replicas', 'Rollout biblio-api', ['spec', 'replicas'], 2],
  ['autoscaler-owns-replicas', 'HorizontalPodAutoscaler biblio-api', ['spec', 'scaleTargetRef', 'kind'], 'Deployment'],
  ['connections-fit-the-database', 'Rollout biblio-api', ['spec', 'strategy', 'canary', 'maxSurge'], 2],
];

describe('the policies over rendered manifests', () => {
  test('find nothing in environments that hold to them', () => {
    assert.deepEqual(findingsOf(parseManifests(SOUND)), []);
    assert.deepEqual(findingsOf(parseManifests(ROLLOUT)), []);
  });

  const all = [
    ...FAULTS.map((fault) => ({ fault, sound: SOUND })),
    ...ROLLOUT_FAULTS.map((fault) => ({ fault, sound: ROLLOUT })),
  ];
  for (const {
    fault: [policy, object, place, value],
    sound,
  } of all) {
    test(`${policy}: ${object} with ${place.slice(-2).join('.')} ${value === undefined ? 'missing' : JSON.stringify(value)}`, () => {
      const findings = findingsOf(parseManifests(broken(sound, object, place, value)));
      assert.ok(
        findings.some((finding) => finding.startsWith(`${policy}:`)),
        `found instead: ${JSON.stringify(findings)}`,
      );
    });
  }

  test('are each proved by a fault', () => {
    const proved = new Set([...FAULTS, ...ROLLOUT_FAULTS].map(([policy]) => policy));
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

/** The sound environment with the API's pods given to a Rollout, as the component does it. */
function withRollout(rollout: string): string {
  const documents = parseAllDocuments(SOUND) as Document[];
  for (const document of documents) {
    if (document.get('kind') !== 'HorizontalPodAutoscaler') continue;
    document.setIn(['spec', 'scaleTargetRef', 'kind'], 'Rollout');
  }
  return [...documents.map(String), rollout].join('---\n');
}

/** A sound environment with one place of one object changed. */
function broken(sound: string, object: string, place: (string | number)[], value: unknown): string {
  const documents = parseAllDocuments(sound) as Document[];
  const found = documents.find(
    (document) => `${String(document.get('kind'))} ${String(document.getIn(['metadata', 'name']))}` === object,
  );
  assert.ok(found, `The fixture has no ${object}.`);
  if (value === undefined) assert.ok(found.deleteIn(place), 'There was nothing to take away.');
  else found.setIn(place, found.createNode(value));
  if (place.at(-1) === 'kind' && value === 'Secret') found.set('data', { token: 'aHVudGVyMg==' });
  return documents.map(String).join('---\n');
}
