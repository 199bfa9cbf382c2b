const replacements: Readonly<Record<string, string>> = {
  '─': '-',
  '│': '|',
  '┌': '+',
  '┐': '+',
  '└': '+',
  '┘': '+',
  '┤': '|',
  '├': '|',
  '┴': '+',
  '┬': '+',
  '┼': '+',
  '║': '|',
  '╫': '+',
  '╥': '+',
  '╩': '+',
  '═': '=',
  '░': ':',
  '●': 'o',
  '×': 'x',
  π: 'pi',
  '†': 'dg',
  '√': 'sqrt',
  '−': '-',
  '·': '*',
  '⟩': '>',
  '≠': '!=',
};

/** A text in one line: what moves the cursor becomes a blank. */
export const plainLine = (text: string): string => text.replace(/[\p{C}\u2028\u2029]/gu, ' ');

/** A text in ASCII; what has no spelling becomes ?. Line ends stay. */
export const asciiText = (text: string): string =>
  text.replace(/[^\n -~]/gu, (character) => replacements[character] ?? '?');
