import type { SyncInput } from './sync-input';
import type { ServedBook, SyncOutput } from './sync-output';

/**
 * Keeps one order book in step with a venue: a state machine without input, output or clock of its own.
 *
 * The same inputs give the same outputs. `next` never throws, whatever a message holds. A book that is served as `synced`
 * equals the venue's at the last message of its stream that came; where that cannot be known, it is not served as synced.
 */
export interface OrderBookSync<State> {
  /** A state that knows nothing; the first input is `connected`. */
  start(): State;
  /** Changes the state by one input. The list of outputs is the caller's; it is empty for most messages. */
  next(state: State, input: SyncInput): readonly SyncOutput[];
  /** The book, if it can be believed, or why not. */
  served(state: State): ServedBook;
}
