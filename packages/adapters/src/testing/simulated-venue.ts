import type { TrueBook } from './simulated-market';

/** A message or a body, and which version of the book it leads to. */
export interface VenueFrame {
  readonly text: string;
  readonly version: number;
  /** Whether it can be seen to be missing from the messages that come after it. */
  readonly counts: boolean;
}

/**
 * A venue that speaks one protocol, with the true book inside.
 *
 * `publish` changes the market and returns the message that says so; every version that a message leads to can be asked for.
 */
export interface SimulatedVenue {
  /** Whether snapshots are answers over HTTP, or messages of the stream. */
  readonly snapshots: 'requested' | 'streamed';
  publish(timeMs: number): VenueFrame;
  /** A whole book as the venue would send it now. */
  snapshot(timeMs: number): VenueFrame;
  /** What a new connection begins with. */
  connect(timeMs: number): VenueFrame[];
  /** Starts its numbers again, where it does that; the message that says so. */
  restart?(timeMs: number): VenueFrame;
  /** The book of a version, as deep as the venue's messages are. */
  truth(version: number): TrueBook;
}
