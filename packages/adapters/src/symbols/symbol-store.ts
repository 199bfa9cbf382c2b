/**
 * Where symbols are kept for all processes.
 *
 * An implementer guarantees: an instrument that has a symbol keeps it for ever, and no two instruments have the same, however many
 * processes claim at once. What is wrong for good (a row that is no symbol, a table of another shape) rejects with a `SigmaxError`
 * that is not retryable; everything else that rejects counts as an outage. `signal` says that nobody waits any more.
 */
export interface SymbolStore {
  /** Named in results and errors. */
  readonly name: string;
  /** The symbol of an instrument; `undefined` when it has none. */
  find(instrumentId: string, signal: AbortSignal): Promise<unknown>;
  /**
   * Gives `id` to an instrument, unless it has a symbol. Returns the symbol that it has now; `undefined` when another instrument
   * has `id`.
   */
  claim(instrumentId: string, id: number, signal: AbortSignal): Promise<unknown>;
  close(): Promise<void>;
}
