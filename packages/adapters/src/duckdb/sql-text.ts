/**
 * A text as an SQL literal.
 *
 * DuckDB knows no escapes inside plain quotes but the doubled quote itself; a NUL would end the statement early.
 */
export const quoteText = (text: string): string => `'${withoutNul(text).replaceAll("'", "''")}'`;

/** A text as the name of a column, a table or a view. */
export const quoteName = (name: string): string => `"${withoutNul(name).replaceAll('"', '""')}"`;

/**
 * A path of one file for reading. DuckDB takes `*`, `?` and `[` in it for patterns, and would read the files of a neighbouring
 * folder along with those of one that is called `data*`; in brackets they are themselves.
 */
export const filePattern = (path: string): string => withoutNul(path).replace(/[*?[]/g, '[$&]');

/** @throws {RangeError} the text has a NUL, which no name or path of ours can have */
const withoutNul = (text: string): string => {
  if (text.includes('\u0000')) throw new RangeError('a text for SQL had a NUL character');
  return text;
};
