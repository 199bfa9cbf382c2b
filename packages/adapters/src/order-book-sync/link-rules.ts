/** How the messages of one venue hang together. */
export interface LinkRules {
  /**
   * Which changes may be applied to the book of an id: the one that begins exactly there; one that began before and ends
   * after, right after a snapshot; or such a one always.
   */
  readonly overlap: 'never' | 'after-snapshot' | 'always';
  /** Whether snapshots are answers over HTTP, or messages of the stream. */
  readonly snapshots: 'requested' | 'streamed';
  /**
   * What the time of a change says beside its ids. `ranks`: what is older is old whatever its id, since ids start again in
   * the middle of a connection. `settles`: so it is with what does not begin at the book. `hints`: only that ids that went
   * back while time went on have started again.
   */
  readonly order: 'ranks' | 'settles' | 'hints';
  /** Missing ids up to which a gap is met by waiting, and by a snapshot. */
  readonly waitIds: number;
  readonly snapshotIds: number;
}

/**
 * The rules of each venue.
 *
 * Where ids count messages, the limits are 10 and 100 messages. Where they count single updates or are shared by all
 * instruments, they are about as much of BTC/USDT: the recorded feed has 3,125 ids a message in the median.
 */
export const linkRules = {
  binanceSpot: {
    overlap: 'always',
    snapshots: 'requested',
    order: 'hints',
    waitIds: 5_000,
    snapshotIds: 100_000,
  },
  binanceFutures: {
    overlap: 'after-snapshot',
    snapshots: 'requested',
    order: 'hints',
    waitIds: 30_000,
    snapshotIds: 1_000_000,
  },
  bybit: { overlap: 'never', snapshots: 'streamed', order: 'ranks', waitIds: 10, snapshotIds: 100 },
  okx: { overlap: 'never', snapshots: 'streamed', order: 'settles', waitIds: 1_000, snapshotIds: 1_000_000 },
  coinbase: { overlap: 'never', snapshots: 'streamed', order: 'hints', waitIds: 10, snapshotIds: 100 },
} as const satisfies Readonly<Record<string, LinkRules>>;
