/** A summary of inputs in a few numbers, of which two that follow each other can be made one. */
export interface Fold {
  /** Numbers in a summary. */
  readonly width: number;
  /** Writes the summary of `older` followed by `newer`; `into` may be either of the two. */
  readonly merge: (
    into: Float64Array,
    at: number,
    older: Float64Array,
    olderAt: number,
    newer: Float64Array,
    newerAt: number,
  ) => void;
}

/**
 * The summary of the last `window` inputs, or of all of them, kept up to date in O(1) amortised per input.
 *
 * Write the summary of one input into `input`, call `push`, read `summary`. The stream is cut into blocks of `window`
 * inputs. A window is the tail of the last full block and the head of the present one: the tails are merged in one pass
 * when a block ends, the head grows by one merge per input, and nothing is ever taken out again, so what has left the
 * window leaves no rounding error behind.
 *
 * Source: M. van Herk 1992 (the block scheme, there for maxima).
 *
 * @module
 */
export class RunningFold {
  readonly input: Float64Array;
  readonly summary: Float64Array;
  private readonly fold: Fold;
  /** 0 for all inputs. */
  private readonly window: number;
  private readonly head: Float64Array;
  /** Below `filled`: inputs of the present block. From `filled` on: tails of the last block. */
  private readonly block: Float64Array;
  private filled = 0;
  private isFull = false;

  constructor(fold: Fold, window: number | 'all') {
    this.fold = fold;
    this.window = window === 'all' ? 0 : window;
    this.input = new Float64Array(fold.width);
    this.summary = new Float64Array(fold.width);
    this.head = new Float64Array(fold.width);
    this.block = new Float64Array(fold.width * this.window);
  }

  /** Takes `input` and returns whether `summary` is that of a whole window. */
  push(): boolean {
    const { fold, window, head, input, summary, block } = this;
    const index = this.filled;
    if (index === 0) head.set(input);
    else fold.merge(head, 0, head, 0, input, 0);
    this.filled = index + 1;
    if (window === 0) {
      summary.set(head);
      return true;
    }
    block.set(input, index * fold.width);
    if (this.filled === window) {
      summary.set(head);
      this.startNextBlock();
      return true;
    }
    if (!this.isFull) return false;
    fold.merge(summary, 0, block, this.filled * fold.width, head, 0);
    return true;
  }

  private startNextBlock(): void {
    const { fold, block } = this;
    for (let at = block.length - 2 * fold.width; at > 0; at -= fold.width) {
      fold.merge(block, at, block, at, block, at + fold.width);
    }
    this.filled = 0;
    this.isFull = true;
  }
}
