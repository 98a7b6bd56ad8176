import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Manifest } from '../kubernetes/manifest.ts';
import { canCreate, neededSecrets } from './secrets.ts';

const one = (kind: string, name: string, spec: object = {}) =>
  ({ apiVersion: 'v1', kind, metadata: { name }, spec }) as Manifest;
const needed = (...manifests: Manifest[]) => [...neededSecrets(manifests).keys()];
const MYSQL = one('StatefulSet', 'biblio-mysql');

describe('the Secrets that an environment needs', () => {
  test('follow from what it is made of', () => {
    assert.deepEqual(needed(), ['biblio-database']);
    assert.deepEqual(needed(MYSQL, one('Ingress', 'biblio')), ['biblio-database', 'biblio-mysql', 'biblio-tls']);
  });

  test('are not missing when they are applied, or made from what is', () => {
    assert.deepEqual(needed(one('Secret', 'biblio-database')), []);
    assert.deepEqual(needed(one('ExternalSecret', 'any', { target: { name: 'biblio-database' } })), []);
    assert.deepEqual(needed(one('Ingress', 'biblio'), one('Certificate', 'any', { secretName: 'biblio-tls' })), [
      'biblio-database',
    ]);
  });

  test('are made only where nobody else knows the password', () => {
    assert.ok(canCreate(['biblio-tls'], []));
    assert.ok(canCreate(['biblio-mysql', 'biblio-database'], [MYSQL]));
    assert.ok(!canCreate(['biblio-database'], []));
    assert.ok(!canCreate(['biblio-mysql'], [MYSQL]));
    assert.ok(!canCreate(['biblio-mysql (password)'], [MYSQL]));
  });
});
