import { dataError, line } from './fault';

const [tab, lineEnd, carriageReturn, space] = [0x09, 0x0a, 0x0d, 0x20];
const longestLine = 1_048_576;

/** Takes one line without its end; `number` counts from 1. */
export type OnLine = (bytes: Buffer, start: number, end: number, number: number) => void;

const isBlank = (bytes: Buffer, start: number, end: number): boolean => {
  for (let at = start; at < end; at++) {
    if (bytes[at] !== space && bytes[at] !== tab) return false;
  }
  return true;
};

/** Cuts chunks of bytes into lines. Ends are LF or CRLF; blank lines may stand at the end of the file only. */
export class LineFeed {
  readonly #source: string;
  readonly #onLine: OnLine;
  #rest: Buffer | undefined;
  #number = 0;
  #blankNumber: number | undefined;

  constructor(source: string, onLine: OnLine) {
    this.#source = source;
    this.#onLine = onLine;
  }

  push(chunk: Buffer): void {
    const bytes = this.#rest === undefined ? chunk : Buffer.concat([this.#rest, chunk]);
    let start = 0;
    for (let end = bytes.indexOf(lineEnd); end >= 0; end = bytes.indexOf(lineEnd, start)) {
      this.#take(bytes, start, end);
      start = end + 1;
    }
    this.#rest = start < bytes.length ? bytes.subarray(start) : undefined;
    if (bytes.length - start > longestLine) {
      throw dataError(this.#source, line(this.#number + 1), {
        code: 'LINE_TOO_LONG',
        problem: `the line was longer than ${longestLine} bytes`,
        remedy: 'Check that this is a text file whose lines end with LF or CRLF.',
      });
    }
  }

  finish(): void {
    const rest = this.#rest;
    this.#rest = undefined;
    if (rest !== undefined) this.#take(rest, 0, rest.length);
  }

  #take(bytes: Buffer, start: number, end: number): void {
    const number = ++this.#number;
    const last = end > start && bytes[end - 1] === carriageReturn ? end - 1 : end;
    if (isBlank(bytes, start, last)) {
      this.#blankNumber ??= number;
      return;
    }
    if (this.#blankNumber !== undefined) {
      throw dataError(this.#source, line(this.#blankNumber), {
        code: 'BLANK_LINE',
        problem: 'the line was blank, with data after it',
        remedy: 'Remove the blank line, or restore what it held.',
      });
    }
    if (number === 1 && bytes.subarray(start, last).includes(carriageReturn)) {
      throw dataError(this.#source, line(1), {
        code: 'LINE_ENDS',
        problem: 'lines end with CR alone',
        remedy: 'Save the file with LF or CRLF line ends.',
      });
    }
    this.#onLine(bytes, start, last, number);
  }
}
