import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { ApplicationRef, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { cursorList } from './cursor-list';

const settle = () => TestBed.inject(ApplicationRef).whenStable();

describe('cursorList', () => {
  const words = signal('a');
  let http: HttpTestingController;

  beforeEach(() => {
    words.set('a');
    TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
    http = TestBed.inject(HttpTestingController);
  });

  function open() {
    const list = TestBed.runInInjectionContext(() => cursorList('GET /api/v1/patrons', () => ({ q: words() })));
    TestBed.tick();
    return list;
  }

  it('grows by pages and knows when it ends', async () => {
    const list = open();
    http.expectOne('/api/v1/patrons?q=a').flush({ items: [1, 2], nextCursor: 'n', total: 3 });
    await settle();
    expect(list.items()).toEqual([1, 2]);
    const more = list.loadMore();
    http.expectOne('/api/v1/patrons?q=a&cursor=n').flush({ items: [3], nextCursor: null });
    await more;
    expect(list.items()).toEqual([1, 2, 3]);
    expect(list.hasMore()).toBe(false);
  });

  it('keeps what is shown while another search is under way, then replaces it', async () => {
    const list = open();
    http.expectOne('/api/v1/patrons?q=a').flush({ items: [1], nextCursor: null });
    await settle();
    expect(list.items()).toEqual([1]);
    words.set('b');
    TestBed.tick();
    expect(list.items()).toEqual([1]);
    expect(list.isLoading()).toBe(true);
    http.expectOne('/api/v1/patrons?q=b').flush({ items: [9], nextCursor: null });
    await settle();
    expect(list.items()).toEqual([9]);
  });

  it('keeps the list when more cannot be had, and says so', async () => {
    const list = open();
    http.expectOne('/api/v1/patrons?q=a').flush({ items: [1], nextCursor: 'n' });
    await settle();
    const more = list.loadMore();
    http.expectOne('/api/v1/patrons?q=a&cursor=n').error(new ProgressEvent('error'));
    await more;
    expect(list.items()).toEqual([1]);
    expect(list.moreError()).toBeTruthy();
    expect(list.hasMore()).toBe(true);
  });
});
