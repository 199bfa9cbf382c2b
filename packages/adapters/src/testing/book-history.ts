import type { SimulatedMarket, TrueBook } from './simulated-market';

/** The book of a simulated market after each message, for those who check what became of the messages. */
export class BookHistory {
  readonly #market: SimulatedMarket;
  readonly #depth: number;
  readonly #books: TrueBook[] = [];

  constructor(market: SimulatedMarket, depth = Number.POSITIVE_INFINITY) {
    this.#market = market;
    this.#depth = depth;
    this.keep();
  }

  /** Number of the book as it is now. */
  get version(): number {
    return this.#books.length - 1;
  }

  /** Keeps the book as it is now and returns its number. */
  keep(): number {
    this.#books.push(this.#market.book(this.#depth));
    return this.version;
  }

  at(version: number): TrueBook {
    return this.#books[version] as TrueBook;
  }
}
