import { FrameFault } from './frame-fault';

/** Watches that an object has each of its fields once. Other fields are nobody's business. */
export class RequiredFields {
  readonly #names: readonly string[];
  readonly #what: string;
  #seen = 0;

  constructor(what: string, names: readonly string[]) {
    this.#what = what;
    this.#names = names;
  }

  begin(): void {
    this.#seen = 0;
  }

  /** Whether a field is one of those, which it must not have been before. */
  take(key: string): boolean {
    const index = this.#names.indexOf(key);
    if (index < 0) return false;
    if ((this.#seen & (1 << index)) !== 0) throw new FrameFault('DUPLICATE_FIELD', `${this.#what} had ${key} twice`);
    this.#seen |= 1 << index;
    return true;
  }

  /** Throws when one is missing. */
  finish(): void {
    const missing = this.#names.filter((_, index) => (this.#seen & (1 << index)) === 0);
    if (missing.length > 0) throw new FrameFault('MISSING_FIELD', `${this.#what} had no ${missing.join(', ')}`);
  }
}
