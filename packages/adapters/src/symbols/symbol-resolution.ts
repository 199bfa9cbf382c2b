/** Where a symbol was found: in memory, in the store, among the fixed ones, or made from the instrument's name. */
export type SymbolTier = 'memory' | 'stored' | 'fixed' | 'dynamic';

/** Why the store could not be asked. */
export interface StoreTrouble {
  /** `timeout`: no answer in time; `failed`: an error; `resting`: one of the two a short while ago, so it was not asked. */
  readonly reason: 'timeout' | 'failed' | 'resting';
  readonly message: string;
}

/** The symbol of an instrument. */
export interface SymbolResolution {
  readonly instrumentId: string;
  readonly id: number;
  readonly tier: SymbolTier;
  /** Whether the store has it, so that every process that asks gets the same. */
  readonly isStored: boolean;
  /** `undefined` when the store answered, or was not needed. */
  readonly trouble: StoreTrouble | undefined;
}

/** What came of writing symbols into the store that it did not take before. */
export interface WriteBack {
  readonly written: number;
  readonly left: number;
  readonly trouble: StoreTrouble | undefined;
}

/** Gives every instrument a number. */
export interface SymbolRegistry {
  /**
   * The symbol of an instrument. A registry never gives an instrument two symbols, and never two instruments one.
   *
   * @throws {InvalidOptionsError} `INVALID_INSTRUMENT_ID`
   * @throws {DataError} `POISONED_SYMBOL`: what the store has is no symbol.
   * @throws {SymbolError} `SYMBOL_CONFLICT`: the store, the fixed symbols and what was given out contradict each other.
   */
  resolve(instrumentId: string): Promise<SymbolResolution>;
  /** The instrument that a symbol was given to here; `undefined` for all others. */
  instrumentOf(id: number): string | undefined;
  /** Writes what was given out during an outage into the store. */
  writeBack(): Promise<WriteBack>;
  /** Closes the store. */
  close(): Promise<void>;
}
