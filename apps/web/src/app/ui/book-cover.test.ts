import { TestBed } from '@angular/core/testing';
import { BookCover } from './book-cover';

function cover(text: string, author: string | null = null): HTMLElement {
  const fixture = TestBed.createComponent(BookCover);
  fixture.componentRef.setInput('text', text);
  fixture.componentRef.setInput('author', author);
  fixture.detectChanges();
  return fixture.nativeElement as HTMLElement;
}

describe('BookCover', () => {
  it('writes the title’s own words and the author', () => {
    const words = [...cover('Les Misérables', 'Victor Hugo').querySelectorAll('text')].map((text) =>
      text.textContent.trim(),
    );
    expect(words.join(' ')).toBe('Les Misérables Victor Hugo');
  });

  it('is the same book every time', () => {
    expect(cover('Candide', 'Voltaire').innerHTML).toBe(cover('Candide', 'Voltaire').innerHTML);
    expect(cover('Candide').style.getPropertyValue('--cloth')).toMatch(/^#/);
  });

  it('is hidden from screen readers: the title stands beside it', () => {
    expect(cover('Candide').querySelector('svg')?.getAttribute('aria-hidden')).toBe('true');
  });

  it('shows hostile titles as text', () => {
    expect(cover('<img src=x onerror=alert(1)>').querySelector('img')).toBeNull();
  });
});
