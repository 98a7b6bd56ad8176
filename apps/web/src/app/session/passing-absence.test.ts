import { HttpClient, provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { firstValueFrom } from 'rxjs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { passingAbsenceInterceptor } from './passing-absence';
import { problemInterceptor } from './problem-error';

const URL = '/api/v1/records/1';
const AWAY = { code: 'database_unavailable' };

describe('a server that cannot answer for a moment', () => {
  let http: HttpTestingController;
  beforeEach(() => {
    vi.useFakeTimers();
    const interceptors = withInterceptors([problemInterceptor, passingAbsenceInterceptor]);
    TestBed.configureTestingModule({ providers: [provideHttpClient(interceptors), provideHttpClientTesting()] });
    http = TestBed.inject(HttpTestingController);
  });
  afterEach(() => {
    http.verify();
    vi.useRealTimers();
  });

  const send = (method: string, url = URL) => {
    const answer = firstValueFrom(TestBed.inject(HttpClient).request(method, url));
    return answer.then(
      (body) => ({ body, code: null }),
      (error: { code: string }) => ({ body: null, code: error.code }),
    );
  };
  const refuse = (retryAfter: string | null, status = 503) => {
    const headers: Record<string, string> = retryAfter === null ? {} : { 'retry-after': retryAfter };
    http.expectOne(URL).flush(AWAY, { status, statusText: 'Away', headers });
  };

  it('is asked again when it says, and what it answers then is the answer', async () => {
    const answer = send('GET');
    refuse('2');
    await vi.advanceTimersByTimeAsync(1999);
    http.expectNone(URL);
    await vi.advanceTimersByTimeAsync(501);
    http.expectOne(URL).flush('there');
    expect(await answer).toEqual({ body: 'there', code: null });
  });

  it('is asked four times, and then it is said', async () => {
    const answer = send('GET');
    for (let attempt = 0; attempt < 4; attempt += 1) {
      refuse('2');
      await vi.advanceTimersByTimeAsync(2500);
    }
    expect(await answer).toEqual({ body: null, code: 'database_unavailable' });
  });

  it.each([
    ['without a time', null, 503],
    ['for longer than somebody waits', '30', 503],
    ['for another reason', '2', 500],
  ])('is not asked again %s', async (_, retryAfter, status) => {
    const answer = send('GET');
    refuse(retryAfter, status);
    expect((await answer).code).toBe('database_unavailable');
    await vi.advanceTimersByTimeAsync(60_000);
  });

  it('is asked once more when no answer came, as when the machine has another network', async () => {
    const answer = send('GET');
    const fail = () => http.expectOne(URL).error(new ProgressEvent('error'));
    fail();
    await vi.advanceTimersByTimeAsync(700);
    fail();
    expect((await answer).code).toBe('offline');
    await vi.advanceTimersByTimeAsync(60_000);
  });

  it('is not sent a change again', async () => {
    const answer = send('POST');
    refuse('2');
    expect((await answer).code).toBe('database_unavailable');
    await vi.advanceTimersByTimeAsync(60_000);
  });
});
