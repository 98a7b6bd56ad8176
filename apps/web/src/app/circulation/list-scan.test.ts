import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting, TestRequest } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { DeskWords } from '../desk/desk-words';
import { problemInterceptor } from '../session/problem-error';
import { Sounds } from '../ui/sounds';
import { ListScan } from './list-scan';

const ANSWER = {
  loan: null,
  item: { barcode: '1' },
  record: { id: 1, title: 'Dune' },
  outcome: 'hold_shelf',
  hold: { patron: { id: 2, name: 'Ada' }, pickupBranchId: 3, pickupUntil: '2026-12-01' },
  transitTo: null,
  charge: null,
  alerts: [],
};

describe('the box of a list', () => {
  let http: HttpTestingController;
  const sounds = { yes: vi.fn(), no: vi.fn(), attention: vi.fn() };

  function open() {
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(withInterceptors([problemInterceptor])),
        provideHttpClientTesting(),
        { provide: DeskWords, useValue: {} },
        { provide: Sounds, useValue: sounds },
      ],
    });
    TestBed.overrideComponent(ListScan, { set: { template: '', imports: [] } });
    http = TestBed.inject(HttpTestingController);
    const fixture = TestBed.createComponent(ListScan);
    fixture.componentRef.setInput('action', 'pulls');
    fixture.componentRef.setInput('branchId', 3);
    fixture.componentRef.setInput('label', 'Scan');
    const changed = vi.fn();
    fixture.componentInstance.changed.subscribe(changed);
    const told = () =>
      (
        fixture.componentInstance as unknown as {
          told: () => { outcome: { tone: string; title?: string; slip?: object } }[];
        }
      )
        .told()
        .map(({ outcome }) => outcome);
    return { box: fixture.componentInstance, changed, told };
  }
  const next = () => vi.waitFor((): TestRequest => http.expectOne('/api/v1/circulation/pulls'));

  it('sends one copy after the other, each under a key of its own', async () => {
    const { box, changed, told } = open();
    const done = Promise.all([box.run('1'), box.run('2')]);
    const first = await next();
    expect(first.request.body).toEqual({ barcode: '1', branchId: 3 });
    first.flush(ANSWER);
    const second = await next();
    expect(second.request.body).toEqual({ barcode: '2', branchId: 3 });
    expect(second.request.headers.get('Idempotency-Key')).not.toBe(first.request.headers.get('Idempotency-Key'));
    second.flush(ANSWER);
    await done;
    expect(changed).toHaveBeenCalledTimes(2);
    expect(told()).toHaveLength(2);
    expect(told()[0]?.slip).toMatchObject({ kind: 'hold', patronName: 'Ada' });
  });

  it('tells a refusal with what was scanned, leaves the list alone, and goes on', async () => {
    const { box, changed, told } = open();
    const done = Promise.all([box.run('404'), box.run('1')]);
    (await next()).flush({ code: 'barcode_unknown', params: { barcode: '404' } }, { status: 404, statusText: 'x' });
    await vi.waitFor(() => expect(told()[0]).toMatchObject({ tone: 'no', title: '404' }));
    expect(changed).not.toHaveBeenCalled();
    (await next()).flush(ANSWER);
    await done;
    expect(changed).toHaveBeenCalledOnce();
    expect(sounds.no).toHaveBeenCalledOnce();
  });
});
