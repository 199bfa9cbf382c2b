import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DataError, InvalidOptionsError } from '@sigmax/core';
import type { SymbolStore } from './symbol-store';

const lineEnd = 0x0a;

const poisoned = (path: string, line: number, row: unknown): DataError =>
  new DataError({
    code: 'POISONED_SYMBOL',
    message: `${path}, line ${line}: ${JSON.stringify(row).slice(0, 80)} is no symbol of an instrument.`,
    remedy: 'Mend or remove that line; every process must read the same numbers.',
    context: { path, line },
  });

/** What the lines say that have been read so far. Of two claims for one instrument or one number the first holds. */
class Claims {
  readonly byInstrument = new Map<string, number>();
  readonly byId = new Map<number, string>();
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  add(text: string, line: number): void {
    let row: unknown;
    try {
      row = JSON.parse(text);
    } catch {
      // Blank, or torn by a process that was killed; whoever wrote next ended the line.
      return;
    }
    const { instrumentId, id } = Object(row) as { instrumentId?: unknown; id?: unknown };
    if (typeof instrumentId !== 'string' || !Number.isSafeInteger(id) || !((id as number) > 0)) {
      throw poisoned(this.#path, line, row);
    }
    if (this.byInstrument.has(instrumentId) || this.byId.has(id as number)) return;
    this.byInstrument.set(instrumentId, id as number);
    this.byId.set(id as number, instrumentId);
  }
}

class FileSymbols implements SymbolStore {
  readonly name: string;
  readonly #path: string;
  readonly #claims: Claims;
  #file: FileHandle | undefined;
  #readTo = 0;
  #lines = 0;
  /** One piece of work after the other, so that none reads what another is about to. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(path: string) {
    this.#path = path;
    this.name = path;
    this.#claims = new Claims(path);
  }

  find(instrumentId: string): Promise<number | undefined> {
    return this.#inTurn(async () => {
      await this.#catchUp();
      return this.#claims.byInstrument.get(instrumentId);
    });
  }

  claim(instrumentId: string, id: number): Promise<number | undefined> {
    return this.#inTurn(async () => {
      const { byInstrument, byId } = this.#claims;
      const file = await this.#catchUp();
      if (!byInstrument.has(instrumentId) && !byId.has(id)) {
        // The line end before it closes a line that a killed process left open.
        await file.appendFile(`\n${JSON.stringify({ instrumentId, id })}\n`);
        await file.datasync();
        // Whose claim came first shows in the file alone.
        await this.#catchUp();
      }
      return byInstrument.get(instrumentId);
    });
  }

  close(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#file?.close();
      this.#file = undefined;
    });
  }

  #inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = this.#last.then(work, work);
    this.#last = turn;
    return turn;
  }

  /** Reads the whole lines that were added since the last time. */
  async #catchUp(): Promise<FileHandle> {
    const file = await this.#open();
    const { size } = await file.stat();
    if (!(size > this.#readTo)) return file;
    const bytes = Buffer.alloc(size - this.#readTo);
    const { bytesRead } = await file.read(bytes, 0, bytes.length, this.#readTo);
    let start = 0;
    for (let end = bytes.indexOf(lineEnd); end >= 0 && end < bytesRead; end = bytes.indexOf(lineEnd, start)) {
      this.#claims.add(bytes.toString('utf8', start, end), this.#lines + 1);
      this.#lines += 1;
      this.#readTo += end + 1 - start;
      start = end + 1;
    }
    return file;
  }

  async #open(): Promise<FileHandle> {
    if (this.#file !== undefined) return this.#file;
    await mkdir(dirname(this.#path), { recursive: true });
    this.#file = await open(this.#path, 'a+');
    return this.#file;
  }
}

/**
 * Keeps symbols in a file that only grows, one JSON line a symbol, for the processes of one machine.
 *
 * A claim is appended and read back: of two processes that claim at once, the one whose line stands first has the number, and both
 * see the same file. A line that a killed process left half written counts as none.
 *
 * - State: what has been read. Needs a local file system, on which appending is one step.
 * - Cost: one `stat` a question; one append and one fsync a new symbol.
 * - Errors: `DataError` `POISONED_SYMBOL` names file and line.
 *
 * @throws {InvalidOptionsError} the path is empty.
 * @example
 * ```ts no-run
 * import { fileSymbols, symbolRegistry } from '@sigmax/adapters/symbols';
 * const registry = symbolRegistry({ store: fileSymbols('state/symbols.jsonl') });
 * (await registry.resolve('binance:BTC/USDT')).isStored;
 * ```
 */
export const fileSymbols = (path: string): SymbolStore => {
  if (typeof path === 'string' && path !== '') return new FileSymbols(path);
  throw new InvalidOptionsError({
    code: 'INVALID_FILE',
    message: `fileSymbols: path was ${JSON.stringify(path) ?? 'missing'}.`,
    remedy: "Pass the path of a file, for example 'state/symbols.jsonl'.",
    context: { path },
  });
};
