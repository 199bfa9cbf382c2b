import type { Bar } from '../market/bar';
import type { Snapshot } from '../strategy/strategy';
import type { Kernel } from './kernel';
import type { Portfolio } from './portfolio';
import { instrumentIndex } from './portfolio-view';
import type { BarView, Slice } from './slice';

/** Shows the kernel's present moment as a {@link Snapshot}. */
export class SnapshotView implements Snapshot {
  readonly portfolio: Portfolio;
  readonly #kernel: Kernel;
  readonly #slice: Slice;
  /** Bound, so that `({ barOf }) => …` works in a strategy. */
  readonly barOf = (instrumentId: string): Bar | undefined => {
    const index = instrumentIndex(this.#kernel, instrumentId);
    return this.#slice.has(index) ? this.#slice.views[index] : undefined;
  };

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
    this.#slice = kernel.slice;
    this.portfolio = kernel.portfolio;
  }

  get timeMs(): number {
    return this.#slice.timeMs;
  }

  get bar(): Bar {
    return this.#slice.bars[0] as BarView;
  }

  get bars(): readonly Bar[] {
    return this.#slice.bars;
  }
}
