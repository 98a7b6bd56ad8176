import { convertToParamMap } from '@angular/router';
import { addressOf, isFiltered, readSearch, requestOf, toggled, withoutFilters } from './search-address';

describe('the address of a search', () => {
  it('reads back what it wrote', () => {
    const search = readSearch(
      convertToParamMap({ q: 'hugo', kind: ['book', 'comic'], yearFrom: '1800', available: 'true', sort: 'title' }),
    );
    expect(readSearch(convertToParamMap(addressOf(search)))).toEqual({ ...search });
    expect(search).toMatchObject({ kind: ['book', 'comic'], yearFrom: 1800, isAvailable: true });
  });

  it('is empty for the whole catalogue', () => {
    expect(addressOf(readSearch(convertToParamMap({})))).toEqual({});
    expect(requestOf(readSearch(convertToParamMap({})))).toEqual({ limit: 20 });
  });

  it('ignores what makes no sense', () => {
    const search = readSearch(
      convertToParamMap({
        sort: 'price',
        yearTo: 'soon',
        branchId: ['1', 'x'],
        available: 'maybe',
        kind: ['book', 'book'],
      }),
    );
    expect(search).toMatchObject({
      sort: 'relevance',
      yearTo: null,
      branchId: ['1'],
      isAvailable: false,
      kind: ['book'],
    });
  });

  it('takes a value and gives it up again', () => {
    const all = readSearch(convertToParamMap({ q: 'mer' }));
    const books = toggled(all, 'kind', 'book');
    expect(isFiltered(books)).toBe(true);
    expect(toggled(books, 'kind', 'book')).toEqual(all);
    expect(withoutFilters(books)).toEqual(all);
  });
});
