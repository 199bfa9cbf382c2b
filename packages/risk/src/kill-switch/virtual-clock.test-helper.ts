import type { Clock } from '@sigmax/core';

interface Timer {
  readonly dueMs: number;
  readonly sequence: number;
  callback: (() => void) | undefined;
}

const isBefore = (one: Timer, other: Timer): boolean =>
  one.dueMs < other.dueMs || (one.dueMs === other.dueMs && one.sequence < other.sequence);

/** Lets every promise that can go on go on. */
const breathe = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn++) await undefined;
};

/** A clock that a test moves. Timers run in the order of their times, and promises go on between them, as in Node. */
export class VirtualClock implements Clock {
  /** What `nowMs` says besides the time that has passed: a clock that is set forward or back. */
  skewMs = 0;
  #elapsedMs: number;
  #sequence = 0;
  /** A heap: the next timer first. */
  readonly #timers: Timer[] = [];

  constructor(startMs = 1_000_000) {
    this.#elapsedMs = startMs;
  }

  nowMs(): number {
    return this.#elapsedMs + this.skewMs;
  }

  after(delayMs: number, callback: () => void): () => void {
    const timer: Timer = { dueMs: this.#elapsedMs + Math.max(0, delayMs), sequence: this.#sequence++, callback };
    this.#push(timer);
    return () => {
      timer.callback = undefined;
    };
  }

  /** Timers that were neither run nor stopped. */
  get pendingCount(): number {
    return this.#timers.filter(({ callback }) => callback !== undefined).length;
  }

  /** Goes on for some time, or until something has happened. */
  async advance(durationMs: number, isEnough: () => boolean = () => false): Promise<void> {
    const endMs = this.#elapsedMs + durationMs;
    await breathe();
    for (let next = this.#timers[0]; next !== undefined && next.dueMs <= endMs; next = this.#timers[0]) {
      if (isEnough()) return;
      this.#pop();
      if (next.callback === undefined) continue;
      this.#elapsedMs = next.dueMs;
      next.callback();
      await breathe();
    }
    if (!isEnough()) this.#elapsedMs = endMs;
  }

  #push(timer: Timer): void {
    const heap = this.#timers;
    let at = heap.length;
    heap.push(timer);
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (!isBefore(timer, heap[above] as Timer)) break;
      heap[at] = heap[above] as Timer;
      at = above;
    }
    heap[at] = timer;
  }

  #pop(): void {
    const heap = this.#timers;
    const last = heap.pop() as Timer;
    if (heap.length === 0) return;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= heap.length) break;
      if (below + 1 < heap.length && isBefore(heap[below + 1] as Timer, heap[below] as Timer)) below += 1;
      if (!isBefore(heap[below] as Timer, last)) break;
      heap[at] = heap[below] as Timer;
      at = below;
    }
    heap[at] = last;
  }
}
