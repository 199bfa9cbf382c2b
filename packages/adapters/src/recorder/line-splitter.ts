import { LineFault } from './line-fault';

const lineEnd = 0x0a;

/** Cuts bytes into lines that end with LF; a line without end is never given out. */
export class LineSplitter {
  readonly #longest: number;
  #rest: Buffer | undefined;

  constructor(longest: number) {
    this.#longest = longest;
  }

  /** Bytes of a line that has not ended yet. */
  get restBytes(): number {
    return this.#rest?.length ?? 0;
  }

  push(chunk: Buffer, onLine: (bytes: Buffer, start: number, end: number) => void): void {
    const bytes = this.#rest === undefined ? chunk : Buffer.concat([this.#rest, chunk]);
    this.#rest = undefined;
    let start = 0;
    for (let end = bytes.indexOf(lineEnd); end >= 0; end = bytes.indexOf(lineEnd, start)) {
      onLine(bytes, start, end);
      start = end + 1;
    }
    if (start === bytes.length) return;
    this.#rest = Buffer.from(bytes.subarray(start));
    if (this.#rest.length <= this.#longest) return;
    throw new LineFault({
      code: 'LINE_TOO_LONG',
      problem: `the line was longer than ${this.#longest} bytes`,
      remedy: 'Restore the file from where it was recorded.',
    });
  }
}
