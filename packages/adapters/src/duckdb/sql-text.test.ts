import { describe, expect, test } from 'vitest';
import { quoteName, quoteText } from './sql-text';

describe('texts in SQL', () => {
  test('double the quote that would end them', () => {
    expect(quoteText("O'Brien; --")).toBe("'O''Brien; --'");
    expect(quoteName('a"b')).toBe('"a""b"');
  });

  test('have no NUL', () => {
    expect(() => quoteText('a\u0000b')).toThrow(RangeError);
    expect(() => quoteName('a\u0000b')).toThrow(RangeError);
  });
});
