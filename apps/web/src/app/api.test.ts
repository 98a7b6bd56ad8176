import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { Api, apiAddress, apiResource } from './api';

let http: HttpTestingController;

beforeEach(() => {
  TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
  http = TestBed.inject(HttpTestingController);
});

describe('a call of the API', () => {
  it('puts what it is given where the contract wants it', async () => {
    const api = TestBed.inject(Api);
    const body = { amount: 150, note: 'cash' };
    const answer = api.call('POST /api/v1/patrons/{id}/payments', { id: 7, body }, { key: 'key-1', version: 3 });
    const sent = http.expectOne('/api/v1/patrons/7/payments');
    expect([sent.request.method, sent.request.body]).toEqual(['POST', body]);
    expect(sent.request.headers.get('Idempotency-Key')).toBe('key-1');
    expect(sent.request.headers.get('If-Match')).toBe('"v3"');
    sent.flush({ balance: 0, lines: [], payment: null });
    expect((await answer).balance).toBe(0);
  });

  it('writes words into a path as one part of it, and lists into the query one by one', () => {
    const api = TestBed.inject(Api);
    void api.call('GET /api/v1/jobs/{name}/runs', { name: 'a/b?c', limit: 5 });
    void api.call('GET /api/v1/records', { q: 'x&y', kind: ['book', 'film'], available: undefined });
    http.expectOne('/api/v1/jobs/a%2Fb%3Fc/runs?limit=5');
    http.expectOne('/api/v1/records?q=x%26y&kind=book&kind=film');
    expect(apiAddress('GET /api/v1/exports/records', { format: 'csv' })).toBe('/api/v1/exports/records?format=csv');
  });

  it('does not compile when the contract does not know it', () => {
    const api = TestBed.inject(Api);
    const wrong = () => [
      // @ts-expect-error No such path.
      api.call('GET /api/v1/nothing'),
      // @ts-expect-error The path's id is missing.
      api.call('GET /api/v1/staff/{id}'),
      // @ts-expect-error The query has no such parameter.
      api.call('GET /api/v1/records', { query: 'x' }),
      // @ts-expect-error The body lacks what it must have.
      api.call('POST /api/v1/session', { body: { login: 'anna' } }),
      // @ts-expect-error The answer has no such part.
      api.call('GET /api/v1/session').then((session) => session.user),
    ];
    expect(wrong).toBeTypeOf('function');
  });
});

describe('a resource of the API', () => {
  it('follows the signals that it reads, and asks for nothing while it is not told what', async () => {
    const id = signal<number | null>(null);
    const staff = TestBed.runInInjectionContext(() =>
      apiResource('GET /api/v1/staff/{id}', () => {
        const chosen = id();
        return chosen === null ? undefined : { id: chosen };
      }),
    );
    TestBed.tick();
    http.expectNone(() => true);
    id.set(4);
    TestBed.tick();
    http.expectOne('/api/v1/staff/4').flush({ id: 4, displayName: 'Anna' });
    await Promise.resolve();
    TestBed.tick();
    expect(staff.value()?.displayName).toBe('Anna');
  });
});
