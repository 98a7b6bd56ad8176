import { TestBed } from '@angular/core/testing';
import { throwError } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { Api } from '../api';
import { ProblemError } from '../session/problem-error';
import { DeskApi, ServerUnreachable } from './desk-api';

const askWith = (code: string, status: number) => {
  const request = () => throwError(() => new ProblemError({ code, status }));
  TestBed.configureTestingModule({ providers: [{ provide: Api, useValue: { request } }] });
  return TestBed.inject(DeskApi).takeBack({ barcode: 'X', branchId: 1 }, 'key');
};

describe('a change at the desk', () => {
  const passing: [string, number][] = [
    ['offline', 0],
    ['unauthenticated', 401],
    ['idempotency_key_in_use', 409],
    ['too_many_requests', 429],
    ['unexpected', 502],
    ['unexpected', 503],
    ['database_busy', 503],
    ['database_unavailable', 503],
    ['overloaded', 503],
    ['schema_outdated', 503],
  ];
  for (const [code, status] of passing) {
    it(`is kept and sent again after ${status} ${code}`, () =>
      expect(askWith(code, status)).rejects.toBeInstanceOf(ServerUnreachable));
  }

  const final: [string, number][] = [
    ['return_refused', 409],
    ['mail_not_configured', 503],
    ['unexpected', 500],
  ];
  for (const [code, status] of final) {
    it(`is given up after ${status} ${code}`, () => expect(askWith(code, status)).rejects.toMatchObject({ code }));
  }
});
