import { TestBed } from '@angular/core/testing';
import { TranslocoService } from '@jsverse/transloco';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Toasts } from '../ui/toasts';
import { MissingParts, OPEN_ANEW } from './missing-parts';

const DID_NOT_COME = new TypeError('Failed to fetch dynamically imported module: /chunk-1.js');

describe('a part of the application that does not come', () => {
  const opened: string[] = [];
  let parts: MissingParts;
  beforeEach(() => {
    opened.length = 0;
    sessionStorage.clear();
    vi.restoreAllMocks();
    TestBed.configureTestingModule({
      providers: [
        { provide: OPEN_ANEW, useValue: (url: string) => opened.push(url) },
        { provide: TranslocoService, useValue: { translate: (key: string) => key } },
      ],
    });
    parts = TestBed.inject(MissingParts);
  });
  const said = () => TestBed.inject(Toasts).current();

  it('has its page opened anew, once', () => {
    parts.handle({ error: DID_NOT_COME, url: '/search?q=x' });
    expect([opened, said()]).toEqual([['/search?q=x'], []]);

    parts.handle({ error: DID_NOT_COME, url: '/search?q=x' });
    expect(opened).toHaveLength(1);
    expect(said()).toMatchObject([{ text: 'shell.partMissing', tone: 'no' }]);
    said()[0]!.action!.run();
    expect(opened).toEqual(['/search?q=x', '/search?q=x']);
  });

  it('is told of where there is no network', () => {
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    parts.handle({ error: DID_NOT_COME, url: '/' });
    expect([opened, said().length]).toEqual([[], 1]);
  });

  it('is not every error', () => {
    parts.handle({ error: new TypeError('x is not a function'), url: '/' });
    expect([opened, said()]).toEqual([[], []]);
  });
});
