import type { Snapshot } from '@sigmax/core';
import type { ReturnsTable } from '../returns-table';

interface Track {
  /** The last closes, written round and round. */
  readonly closes: Float64Array;
  /** How many snapshots there were since the first bar. */
  count: number;
  /** Snapshots since the last bar; 0 when this snapshot has one. */
  age: number;
}

/** The closes that an allocation looks back on. */
export interface PriceHistory {
  /** Call for every snapshot. */
  push(snapshot: Pick<Snapshot, 'barOf'>): void;
  /** Instruments with a full window that still trade: their last bar is at most `staleBars` snapshots old. */
  live(): string[];
  /** Whether each of them has a bar at this snapshot. */
  isComplete(): boolean;
  /** Simple returns of the window of the live ones, oldest first. */
  returns(): ReturnsTable;
}

/**
 * Remembers closes per instrument. A gap repeats the last close, so its move counts in the period in which the next bar comes.
 *
 * - State: `window` + 1 numbers per instrument.
 */
export const priceHistory = (ids: readonly string[], window: number, staleBars: number): PriceHistory => {
  const length = window + 1;
  const tracks = new Map(
    ids.map((id): [string, Track] => [id, { closes: new Float64Array(length), count: 0, age: 0 }]),
  );
  const isLive = ({ count, age }: Track): boolean => count >= length && age <= staleBars;
  const live = (): string[] => ids.filter((id) => isLive(tracks.get(id) as Track));
  return {
    push: (snapshot) => {
      for (const [id, track] of tracks) {
        const close = snapshot.barOf(id)?.close;
        if (close === undefined && track.count === 0) continue;
        track.age = close === undefined ? track.age + 1 : 0;
        track.closes[track.count % length] = close ?? (track.closes[(track.count - 1) % length] as number);
        track.count++;
      }
    },
    live,
    isComplete: () => live().every((id) => (tracks.get(id) as Track).age === 0),
    returns: () =>
      Object.fromEntries(
        live().map((id) => {
          const { closes, count } = tracks.get(id) as Track;
          const at = (step: number): number => closes[(count + step) % length] as number;
          return [id, Float64Array.from({ length: window }, (_, step) => at(step + 1) / at(step) - 1)];
        }),
      ),
  };
};
