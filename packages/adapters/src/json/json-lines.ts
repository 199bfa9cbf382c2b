import type { BarRows, OnBar } from '../internal/bar-batches';
import type { BarCheck } from '../internal/bar-check';
import type { BarSettings } from '../internal/bar-options';
import { dataError, line } from '../internal/fault';
import { LineFeed } from '../internal/line-feed';
import { parseJson } from './json-fault';
import { JsonRows } from './json-rows';

/** Reads JSON Lines, one bar a line, chunk by chunk. */
export class JsonLines implements BarRows {
  readonly check: BarCheck;
  readonly #feed: LineFeed;

  constructor(settings: BarSettings, source: string, onBar: OnBar) {
    const rows = new JsonRows(settings, source, (row) => line(row + 1), onBar);
    this.check = rows.check;
    this.#feed = new LineFeed(source, (bytes, start, end, number) => {
      const text = bytes.toString('utf8', start, end);
      if (number === 1 && /^\s*\[\s*(?:[[{]|$)/.test(text)) {
        const problem = 'this is one JSON document, not JSON Lines';
        const remedy = 'Read it with jsonBars, or write one bar a line.';
        throw dataError(source, line(1), { code: 'NOT_JSON_LINES', problem, remedy });
      }
      rows.add(parseJson(text, source, number));
    });
  }

  push(chunk: Buffer): void {
    this.#feed.push(chunk);
  }

  finish(): number {
    this.#feed.finish();
    return this.check.finish();
  }
}
