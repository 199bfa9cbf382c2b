import type { Fault } from '../internal/fault';

const [quote, space, tab] = [0x22, 0x20, 0x09];

const isSpace = (byte: number | undefined): boolean => byte === space || byte === tab;

const unclosed: Fault = {
  code: 'UNCLOSED_QUOTE',
  problem: 'a quoted cell was not closed on its line',
  remedy: 'Close the quote; a cell may not run over several lines.',
};

const stray: Fault = {
  code: 'STRAY_QUOTE',
  problem: 'a quote stood inside a cell',
  remedy: 'Quote the whole cell and double the quotes inside it, or remove them.',
};

/**
 * Cuts one line into cells: `starts[i]` to `ends[i]` of the bytes, without quotes and surrounding spaces.
 *
 * The two arrays are reused from line to line. A line may have more cells than they hold; they are counted all the same.
 */
export class CsvLine {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Why the last line could not be cut. */
  fault: Fault | undefined;
  readonly #delimiter: number;

  constructor(delimiter: number, cells: number) {
    this.#delimiter = delimiter;
    this.starts = new Int32Array(cells);
    this.ends = new Int32Array(cells);
  }

  /** Returns the number of cells, or −1 and the reason in `fault`. */
  cut(bytes: Buffer, start: number, end: number): number {
    const delimiter = this.#delimiter;
    let cells = 0;
    let from = start;
    for (let at = start; at < end; at++) {
      const byte = bytes[at];
      if (byte === delimiter) {
        this.#take(bytes, cells++, from, at);
        from = at + 1;
      } else if (byte === quote) {
        return this.#cutQuoted(bytes, start, end);
      }
    }
    this.#take(bytes, cells++, from, end);
    return cells;
  }

  text(bytes: Buffer, cell: number): string {
    return bytes.toString('utf8', this.starts[cell], this.ends[cell]);
  }

  #take(bytes: Buffer, cell: number, from: number, to: number): void {
    let start = from;
    let end = to;
    while (start < end && isSpace(bytes[start])) start++;
    while (end > start && isSpace(bytes[end - 1])) end--;
    this.starts[cell] = start;
    this.ends[cell] = end;
  }

  #cutQuoted(bytes: Buffer, start: number, end: number): number {
    const delimiter = this.#delimiter;
    let cells = 0;
    let at = start;
    for (;;) {
      while (at < end && isSpace(bytes[at]) && bytes[at] !== delimiter) at++;
      const from = at;
      if (bytes[at] === quote && at < end) {
        at++;
        while (at < end && !(bytes[at] === quote && bytes[at + 1] !== quote)) at += bytes[at] === quote ? 2 : 1;
        if (at >= end) return this.#fail(unclosed);
        this.#take(bytes, cells++, from + 1, at++);
        while (at < end && isSpace(bytes[at]) && bytes[at] !== delimiter) at++;
        if (at < end && bytes[at] !== delimiter) return this.#fail(stray);
      } else {
        while (at < end && bytes[at] !== delimiter) {
          if (bytes[at++] === quote) return this.#fail(stray);
        }
        this.#take(bytes, cells++, from, at);
      }
      if (at >= end) return cells;
      at++;
    }
  }

  #fail(fault: Fault): number {
    this.fault = fault;
    return -1;
  }
}
