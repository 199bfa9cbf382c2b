/** Widths count characters; every character used here is one column wide. */

export const fillRight = (text: string, width: number): string => text + ' '.repeat(Math.max(width - text.length, 0));
export const fillLeft = (text: string, width: number): string => ' '.repeat(Math.max(width - text.length, 0)) + text;

/** Cuts a text that is too long, with an ellipsis. */
export const cut = (text: string, width: number): string =>
  text.length <= width ? text : `${text.slice(0, Math.max(width - 1, 0))}…`;

/** Without control characters, which could move the cursor of a terminal. */
export const printable = (text: string): string =>
  Array.from(text, (character) => (isControl(character.codePointAt(0) as number) ? ' ' : character)).join('');

const isControl = (code: number): boolean => code < 32 || (code >= 127 && code < 160);

/** Left and right text at the two ends of a line; the left one gives way. */
export const ends = (left: string, right: string, width: number): string => {
  const room = width - right.length - (right === '' ? 0 : 2);
  return `${fillRight(cut(left, room), width - right.length)}${right}`.trimEnd();
};

/** Breaks a text into lines of at most `width`, between words where it can. */
export const wrap = (text: string, width: number): string[] => {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    for (let rest = word; rest !== ''; ) {
      const joined = line === '' ? rest : `${line} ${rest}`;
      if (joined.length <= width) {
        line = joined;
        break;
      }
      if (line !== '') lines.push(line);
      line = '';
      if (rest.length <= width) continue;
      lines.push(rest.slice(0, width));
      rest = rest.slice(width);
    }
  }
  if (line !== '') lines.push(line);
  return lines;
};

export interface TableRow {
  readonly label: string;
  readonly values: readonly string[];
}

/** A table with right-aligned values, each column as wide as it needs, at most `width` wide. */
export const table = (
  {
    title,
    columns,
    rows,
  }: { readonly title: string; readonly columns: readonly string[]; readonly rows: readonly TableRow[] },
  width: number,
): string[] => {
  const count = Math.max(columns.length, ...rows.map(({ values }) => values.length), 0);
  const widths = Array.from({ length: count }, (_, column) =>
    Math.max(columns[column]?.length ?? 0, ...rows.map(({ values }) => values[column]?.length ?? 0)),
  );
  const line = (label: string, values: readonly string[]): string => {
    const right = widths.map((size, column) => fillLeft(values[column] ?? '', size)).join('  ');
    return cut(ends(label, right, width), width);
  };
  return [line(title, columns), '─'.repeat(width), ...rows.map(({ label, values }) => line(label, values))];
};

/** Two blocks side by side. */
export const beside = (left: readonly string[], right: readonly string[], leftWidth: number, gap: number): string[] =>
  Array.from({ length: Math.max(left.length, right.length) }, (_, index) =>
    `${fillRight(left[index] ?? '', leftWidth)}${' '.repeat(gap)}${right[index] ?? ''}`.trimEnd(),
  );
