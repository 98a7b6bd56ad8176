import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Session } from '../session/session';
import { Live, onLiveChange, type LiveChange } from './live';

/** A stream that the test writes. */
class FakeSource extends EventTarget {
  static readonly CLOSED = 2;
  static opened: FakeSource[] = [];
  readyState = 1;
  constructor(readonly url: string) {
    super();
    FakeSource.opened.push(this);
  }
  close(): void {
    this.readyState = FakeSource.CLOSED;
  }
  say(change: Partial<LiveChange>): void {
    this.dispatchEvent(new MessageEvent('change', { data: JSON.stringify(change) }));
  }
}

describe('Live', () => {
  const isStaff = signal(true);
  let seen: number;

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('EventSource', FakeSource);
    FakeSource.opened = [];
    isStaff.set(true);
    seen = 0;
    TestBed.configureTestingModule({ providers: [{ provide: Session, useValue: { isStaff } }] });
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  const watch = () =>
    TestBed.runInInjectionContext(() =>
      onLiveChange(
        ({ patronId }) => patronId === 7,
        () => (seen += 1),
      ),
    );

  it('reacts once to changes that come together, and not to what concerns others', () => {
    watch();
    const [source] = FakeSource.opened;
    source!.say({ patronId: 7 });
    source!.say({ patronId: 7 });
    source!.say({ patronId: 8 });
    vi.runAllTimers();
    expect(seen).toBe(1);
    source!.say({ patronId: 8 });
    vi.runAllTimers();
    expect(seen).toBe(1);
  });

  it('reads anew when too much happened to be told', () => {
    watch();
    FakeSource.opened[0]!.dispatchEvent(new Event('missed'));
    vi.runAllTimers();
    expect(seen).toBe(1);
  });

  it('opens no stream while nobody listens, or for readers, and closes it at signing out', () => {
    TestBed.inject(Live);
    expect(FakeSource.opened).toHaveLength(0);
    watch();
    expect(FakeSource.opened).toHaveLength(1);
    isStaff.set(false);
    TestBed.tick();
    expect(FakeSource.opened[0]!.readyState).toBe(FakeSource.CLOSED);
    isStaff.set(true);
    TestBed.tick();
    FakeSource.opened[1]!.dispatchEvent(new Event('open'));
    vi.runAllTimers();
    expect(seen).toBe(1);
  });
});
