import type { WasmInstance } from './web-assembly';

/** An instance of a module on memory that threads share. */
export interface SharedInstance extends WasmInstance {
  /**
   * Calls an exported function once for each list of arguments, on whichever thread is free, and returns when all are done. The lists
   * must not touch the same memory, and have no more than 16 numbers.
   */
  readonly run: (name: string, lists: readonly (readonly number[])[]) => void;
}

/** Threads that work for simulators; see `startThreads` in `@sigmax/quantum-sim/threads`. */
export interface Threads {
  /** How many threads work, the caller's own among them; 1 where there can be no others. */
  readonly count: number;
  /** Why there is only one, where more were asked for. */
  readonly reason: string | undefined;
  /**
   * A module in hexadecimal digits on zeroed memory that all threads share, or `undefined` where the machine cannot run it or not with so much
   * memory, and after `dispose`.
   */
  readonly instantiate: (text: string, bytes: number) => SharedInstance | undefined;
  /** Ends the other threads. What was made with them goes on, on the caller's own thread, with the same bits. */
  readonly dispose: () => Promise<void>;
}

/** States of fewer amplitudes than 2^16 are done before another thread has begun. */
export const leastThreadedBits = 16;

/** Parts for each thread: a thread that sleeps or is slow leaves its parts to the others. */
const partsOfThread = 4;

/** `size` steps in parts of nearly equal length; one part where there is one thread. */
export const threadParts = (size: number, count: number): { readonly from: number; readonly to: number }[] => {
  const parts = count === 1 ? 1 : Math.min(size, partsOfThread * count);
  return Array.from({ length: parts }, (_, index) => ({
    from: Math.floor((index * size) / parts),
    to: Math.floor(((index + 1) * size) / parts),
  }));
};
