import type { Random } from '@sigmax/core';
import type { VenueFrame } from '../testing/simulated-venue';

/** What a client gets: a message, the version it leads to, and whether it is what the venue sent. */
export interface Delivery {
  readonly text: string;
  readonly version: number;
  readonly counts: boolean;
  readonly isIntact: boolean;
}

export type LinkFault = 'drop' | 'burst' | 'duplicate' | 'delay' | 'corrupt';

/** Texts that are no message any more, whatever they were. */
const corrupted = (text: string, random: Random): string => {
  const cut = (): string => text.slice(0, random.integer(text.length));
  const tampered = [
    cut,
    () => text.replace(/"(b|bids|asks|a|updates|events|data)":\[/, '"$1":null,"x":['),
    () => text.replace(/\[\["\d/, '[["-1'),
    () => text.replace(/"(price|price_level)":"?\d/, (found) => found.replace(/\d$/, '-1')),
    () => text.replace(/\[\["[\d.]+"/, '[["1e400"'),
  ][random.integer(5)] as () => string;
  const changed = tampered();
  return changed === text ? cut() : changed;
};

/**
 * A connection that loses, repeats, holds back and damages messages while it is faulty, and keeps their order otherwise.
 *
 * Damage is of the kind that a reader can see, or that a checksum shows (`corruptDigit`).
 */
export class FaultyLink {
  readonly #random: Random;
  readonly #corruptDigit: ((text: string, random: Random) => string) | undefined;
  #underWay: { readonly at: number; readonly delivery: Delivery }[] = [];
  #now = 0;
  /** Messages that are still to be lost in a row. */
  #toLose = 0;
  isFaulty = false;
  readonly faults: Record<LinkFault, number> = { drop: 0, burst: 0, duplicate: 0, delay: 0, corrupt: 0 };

  constructor(random: Random, corruptDigit?: (text: string, random: Random) => string) {
    this.#random = random;
    this.#corruptDigit = corruptDigit;
  }

  send({ text, version, counts }: VenueFrame): void {
    const intact: Delivery = { text, version, counts, isIntact: true };
    const random = this.#random;
    const kind = this.isFaulty ? random.integer(24) : 24;
    if (this.isFaulty && random.integer(120) === 0) {
      this.faults.burst += 1;
      this.#toLose = 2 + random.integer(12);
    }
    if (this.isFaulty && this.#toLose > 0) this.#toLose -= 1;
    else if (kind === 0) this.faults.drop += 1;
    else if (kind === 1) {
      this.faults.duplicate += 1;
      this.#put(intact, 0);
      this.#put(intact, random.integer(15));
    } else if (kind <= 3) {
      this.faults.delay += 1;
      this.#put(intact, 1 + random.integer(6));
    } else if (kind === 4) {
      this.faults.corrupt += 1;
      const isDigit = this.#corruptDigit !== undefined && random.integer(2) === 0;
      const damaged = isDigit ? this.#corruptDigit?.(text, random) : corrupted(text, random);
      this.#put({ ...intact, text: damaged as string, isIntact: false }, 0);
    } else this.#put(intact, 0);
  }

  /** Time passes; what has arrived, in order of arrival. Without faults nothing is held back. */
  arrive(): Delivery[] {
    this.#now += 1;
    const isDue = ({ at }: { readonly at: number }): boolean => !this.isFaulty || at <= this.#now;
    const due = this.#underWay.filter(isDue);
    this.#underWay = this.#underWay.filter((item) => !isDue(item));
    return due.map(({ delivery }) => delivery);
  }

  /** The connection breaks; what was under way is lost. */
  cut(): void {
    this.#underWay = [];
  }

  #put(delivery: Delivery, delay: number): void {
    this.#underWay.push({ at: this.#now + 1 + delay, delivery });
  }
}
