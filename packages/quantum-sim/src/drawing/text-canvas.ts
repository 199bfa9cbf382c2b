/** Lines of characters that can be written over at any place. */
export interface TextCanvas {
  /** Writes a text from a place on, one character a column. */
  write(line: number, column: number, text: string): void;
  at(line: number, column: number): string;
  /** The lines without blanks at their ends. */
  lines(): string[];
}

export const textCanvas = (height: number, width: number): TextCanvas => {
  const cells = Array.from({ length: height }, () => new Array<string>(width).fill(' '));
  return {
    write(line, column, text) {
      for (const [index, character] of [...text].entries()) cells[line]![column + index] = character;
    },
    at: (line, column) => cells[line]?.[column] ?? ' ',
    lines: () => cells.map((line) => line.join('').trimEnd()),
  };
};
