import type { Outcome } from './attempt';
import type { EscalationCode } from './kill-switch-event';

/** What went wrong, how many orders or positions it is about, and what the venue said. */
export type Failure = readonly [code: EscalationCode, count: number, message: string];

interface Track {
  attempts: number;
  outcome: Outcome<unknown>['type'] | undefined;
  message: string;
}

/** A venue may show an order for a moment after it took its cancel; after this many it does not listen. */
const patience = 3;

const codeOf = ({ outcome, attempts }: Track): EscalationCode | undefined => {
  if (outcome === 'rejected') return 'CANCEL_REJECTED';
  if (outcome === 'timed-out') return 'CANCEL_TIMED_OUT';
  return outcome === 'answered' && attempts >= patience ? 'CANCEL_IGNORED' : undefined;
};

/** The orders of one venue that were asked to be cancelled and have not gone. */
export class OrderTracks {
  readonly #tracks = new Map<string, Track>();

  has(id: string): boolean {
    return this.#tracks.has(id);
  }

  get ids(): readonly string[] {
    return [...this.#tracks.keys()];
  }

  clear(): void {
    this.#tracks.clear();
  }

  /** A cancel leaves; the returned function takes what became of it. */
  ask(id: string): (outcome: Outcome<unknown>) => void {
    const track = this.#tracks.get(id) ?? { attempts: 0, outcome: undefined, message: '' };
    this.#tracks.set(id, track);
    track.attempts += 1;
    track.outcome = undefined;
    return (outcome) => {
      track.outcome = outcome.type;
      track.message = outcome.type === 'answered' ? '' : outcome.message;
    };
  }

  /** Forgets what the venue lists no longer, and returns how many those were. */
  forgetGone(listed: ReadonlySet<string>): number {
    const gone = this.ids.filter((id) => !listed.has(id));
    for (const id of gone) this.#tracks.delete(id);
    return gone.length;
  }

  /** What cancels came to, of orders that are open all the same. */
  failures(): readonly Failure[] {
    const found = new Map<EscalationCode, [number, string]>();
    for (const track of this.#tracks.values()) {
      const code = codeOf(track);
      if (code === undefined) continue;
      const [count] = found.get(code) ?? [0];
      found.set(code, [count + 1, track.message]);
    }
    return [...found].map(([code, [count, message]]): Failure => [code, count, message]);
  }
}
