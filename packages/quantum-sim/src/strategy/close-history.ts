import type { Snapshot } from '@sigmax/core';

/** What an estimate is made from: simple returns of one window, oldest first. */
export interface ReturnsWindow {
  readonly assets: readonly string[];
  /** One column an asset, all of one length. */
  readonly columns: readonly Float64Array[];
}

interface Track {
  /** The last closes, written round and round. */
  readonly closes: Float64Array;
  count: number;
  /** Snapshots since the last bar; 0 when this snapshot has one. */
  age: number;
}

/** The closes that a decision looks back on. */
export interface CloseHistory {
  /** Call for every snapshot. */
  push(snapshot: Pick<Snapshot, 'barOf'>): void;
  /** Assets with a full window whose last bar is at most `staleBars` snapshots old. */
  live(): string[];
  /** Whether each of them has a bar just now. */
  isComplete(): boolean;
  returns(): ReturnsWindow;
}

/**
 * Remembers the closes seen so far, and nothing that comes later. A gap repeats the last close.
 *
 * - State: `lookback` + 1 numbers an asset.
 */
export const closeHistory = (ids: readonly string[], lookback: number, staleBars: number): CloseHistory => {
  const length = lookback + 1;
  const tracks = new Map(
    ids.map((id): [string, Track] => [id, { closes: new Float64Array(length), count: 0, age: 0 }]),
  );
  const trackOf = (id: string): Track => tracks.get(id) as Track;
  const live = (): string[] =>
    ids.filter((id) => {
      const { count, age } = trackOf(id);
      return count >= length && age <= staleBars;
    });
  return {
    push: (snapshot) => {
      for (const [id, track] of tracks) {
        const close = snapshot.barOf(id)?.close;
        if (close === undefined && track.count === 0) continue;
        track.age = close === undefined ? track.age + 1 : 0;
        track.closes[track.count % length] = close ?? track.closes[(track.count - 1) % length]!;
        track.count += 1;
      }
    },
    live,
    isComplete: () => live().every((id) => trackOf(id).age === 0),
    returns: () => {
      const assets = live();
      const columns = assets.map((id) => {
        const { closes, count } = trackOf(id);
        const at = (step: number): number => closes[(count + step) % length]!;
        return Float64Array.from({ length: lookback }, (_, step) => at(step + 1) / at(step) - 1);
      });
      return { assets, columns };
    },
  };
};
