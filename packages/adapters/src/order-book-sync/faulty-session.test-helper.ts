import type { OrderBook, Random } from '@sigmax/core';
import type { TrueBook } from '../testing/simulated-market';
import type { SimulatedVenue, VenueFrame } from '../testing/simulated-venue';
import { FaultyLink, type LinkFault } from './faulty-link.test-helper';
import type { OrderBookSync } from './order-book-sync';
import type { SyncInput } from './sync-input';
import type { SyncOutput } from './sync-output';
import type { SyncState } from './sync-state';

/** What a session with a faulty venue came to. */
export interface SessionReport {
  /** The first time that a book was served as synced and was not the venue's; `undefined` when that never happened. */
  readonly wrong: string | undefined;
  /** Snapshots taken after the faults had stopped, on the last connection, that came until the book was synced. */
  readonly snapshotsToHeal: number;
  readonly isHealed: boolean;
  readonly syncedSteps: number;
  readonly steps: number;
  readonly faults: Readonly<Record<LinkFault | SessionFault, number>>;
  readonly outputs: Readonly<Record<string, number>>;
}

type SessionFault = 'disconnect' | 'staleSnapshot' | 'lostSnapshot' | 'restart';

export interface SessionOptions {
  readonly sync: OrderBookSync<SyncState>;
  readonly venue: SimulatedVenue;
  readonly random: Random;
  /** Messages that the venue sends under faults, and then without. */
  readonly faultyFrames: number;
  readonly healthyFrames: number;
  readonly corruptDigit?: (text: string, random: Random) => string;
}

/**
 * Messages between two restarts. Where ids start again at 1, a restart right after another, whose message is lost, cannot be
 * seen by anyone: the ids go on as if nothing had been.
 */
const restartsApart = 60;

/** Where a side differs from the truth, as far as the book says that it is known. */
const sideFault = (book: OrderBook, name: 'bids' | 'asks', truth: TrueBook): string | undefined => {
  const side = book[name];
  const expected = truth[name];
  const { knownTo } = side;
  const isKnown = (price: number): boolean =>
    knownTo === undefined || (name === 'bids' ? price >= knownTo : price <= knownTo);
  let at = 0;
  let fault: string | undefined;
  side.walk((price, quantity) => {
    if (isKnown(price)) {
      if (expected[at] !== price || expected[at + 1] !== quantity) {
        fault = `${name}: ${price} × ${quantity} where ${expected[at]} × ${expected[at + 1]} is`;
      }
      at += 2;
    } else {
      const found = expected.indexOf(price);
      if (found < 0 || found % 2 !== 0 || expected[found + 1] !== quantity) {
        fault = `${name}: ${price} × ${quantity} beyond ${knownTo} is not there`;
      }
    }
    return fault === undefined;
  });
  const next = expected[at];
  if (fault === undefined && next !== undefined && isKnown(next)) fault = `${name}: ${next} is missing`;
  return fault;
};

const bookFault = (book: OrderBook, truth: TrueBook): string | undefined =>
  sideFault(book, 'bids', truth) ?? sideFault(book, 'asks', truth);

/**
 * Runs a machine against a simulated venue over a faulty link and compares every book that it serves as synced with the
 * venue's own at the newest message that has come: older or newer is wrong too.
 */
export const runSession = (options: SessionOptions): SessionReport => {
  const { sync, venue, random, faultyFrames, healthyFrames } = options;
  const link = new FaultyLink(random.split('link'), options.corruptDigit);
  const state = sync.start();
  const faults: Record<SessionFault, number> = { disconnect: 0, staleSnapshot: 0, lostSnapshot: 0, restart: 0 };
  const outputs: Record<string, number> = {};
  const answers: { readonly at: number; readonly text: string }[] = [];
  const oldSnapshots: VenueFrame[] = [];
  const freshTexts = new Set<string>();
  let step = 0;
  let newest = 0;
  let published = 0;
  /** Damaged messages may fit their checksum all the same, when the damage is in a level that is cut off: they lead to these. */
  let tolerated: number[] = [];
  let wrong: string | undefined;
  let isConnected = false;
  let reconnectAt = 1;
  let subscribeAt = 0;
  let syncedSteps = 0;
  let sinceRestart = 0;
  let snapshotsToHeal = 0;
  let isHealed = false;
  let isHealing = false;
  let hasShown = false;
  /** The last version that was sent under faults. */
  let lastFaulty = Number.POSITIVE_INFINITY;

  const timeMs = (): number => 1_700_000_000_000 + step * 100;

  const check = (what: string): void => {
    const served = sync.served(state);
    if (!served.synced || wrong !== undefined) return;
    const fault = bookFault(served.book, venue.truth(newest));
    if (fault === undefined) return;
    const isHarmless = (version: number): boolean =>
      version > newest && bookFault(served.book, venue.truth(version)) === undefined;
    if (tolerated.some(isHarmless)) return;
    wrong = `step ${step}, version ${newest}, after ${what}: ${fault}`;
  };

  const handle = (output: SyncOutput): void => {
    const name = 'reason' in output ? `${output.type} ${output.reason}` : output.type;
    outputs[name] = (outputs[name] ?? 0) + 1;
    if (output.type === 'reconnect') {
      link.cut();
      isConnected = false;
      reconnectAt = step + 1 + random.integer(4);
    } else if (output.type === 'request-snapshot') {
      if (venue.snapshots === 'streamed') subscribeAt = step + 1 + random.integer(3);
      else requestSnapshot();
    }
  };

  const give = (input: SyncInput, what: string): void => {
    if (!isHealed && 'text' in input && freshTexts.delete(input.text)) snapshotsToHeal += 1;
    for (const output of sync.next(state, input)) handle(output);
    check(what);
    if (isHealing && sync.served(state).synced) isHealed = true;
  };

  /** A request over HTTP takes a while, and may be lost, answered from an old cache, or cut short. */
  const requestSnapshot = (): void => {
    const kind = link.isFaulty ? random.integer(8) : 8;
    if (kind === 0) {
      faults.lostSnapshot += 1;
      return;
    }
    const cached = oldSnapshots[random.integer(Math.max(1, oldSnapshots.length))];
    const isStale = kind <= 2 && cached !== undefined;
    if (isStale) faults.staleSnapshot += 1;
    const { text } = isStale ? cached : takeSnapshot();
    const at = step + 1 + random.integer(5);
    answers.push({ at, text: kind === 3 ? text.slice(0, random.integer(text.length)) : text });
    if (kind === 4) answers.push({ at: at + random.integer(9), text });
  };

  const noteSnapshot = (frame: VenueFrame): void => {
    oldSnapshots.push(frame);
    if (isHealing) freshTexts.add(frame.text);
  };

  const takeSnapshot = (): VenueFrame => {
    const frame = venue.snapshot(timeMs());
    noteSnapshot(frame);
    return frame;
  };

  const connect = (): void => {
    isConnected = true;
    subscribeAt = 0;
    // What was asked for on another connection is no answer to what is asked for on this one.
    freshTexts.clear();
    snapshotsToHeal = 0;
    // What was on its way on another connection never arrives on this one.
    if (venue.snapshots === 'streamed') oldSnapshots.length = 0;
    give({ type: 'connected', timeMs: timeMs() }, 'connecting');
    for (const frame of venue.connect(timeMs())) {
      if (frame.text.includes('snapshot')) noteSnapshot(frame);
      link.send(frame);
    }
  };

  const disconnect = (): void => {
    faults.disconnect += 1;
    link.cut();
    isConnected = false;
    reconnectAt = step + 1 + random.integer(5);
    give({ type: 'disconnected', timeMs: timeMs() }, 'disconnecting');
  };

  const send = (frame: VenueFrame): void => {
    published = frame.version;
    link.send(frame);
  };

  const publish = (): void => {
    sinceRestart += 1;
    if (link.isFaulty && venue.restart !== undefined && sinceRestart > restartsApart && random.integer(60) === 0) {
      faults.restart += 1;
      sinceRestart = 0;
      send(venue.restart(timeMs()));
    } else send(venue.publish(timeMs()));
    if (random.integer(25) === 0 && venue.snapshots === 'requested') oldSnapshots.push(venue.snapshot(timeMs()));
    const old = oldSnapshots[random.integer(Math.max(1, oldSnapshots.length))];
    if (link.isFaulty && old !== undefined && random.integer(40) === 0) {
      faults.staleSnapshot += 1;
      // In the stream it is a message that was held back; over HTTP an answer that nobody waits for any more.
      if (venue.snapshots === 'streamed') link.send(old);
      else answers.push({ at: step + 1, text: old.text });
    }
  };

  const steps = faultyFrames + healthyFrames;
  for (step = 1; step <= steps; step++) {
    link.isFaulty = step <= faultyFrames;
    if (step === faultyFrames + 1) lastFaulty = published;
    // First what was held back has to come, and a message that shows what was lost.
    if (step > faultyFrames + 1 && hasShown) isHealing = true;
    if (!isConnected) {
      // The market goes on unseen.
      venue.publish(timeMs());
      link.cut();
      if (step >= reconnectAt) connect();
    } else if (link.isFaulty && random.integer(200) === 0) disconnect();
    else publish();
    if (isConnected && subscribeAt > 0 && step >= subscribeAt) {
      subscribeAt = 0;
      link.send(takeSnapshot());
    }
    for (const { text, version, counts, isIntact } of link.arrive()) {
      if (!isConnected) break;
      if (!isIntact) tolerated.push(version);
      else if (counts && version > newest) {
        newest = version;
        tolerated = tolerated.filter((other) => other > newest);
      }
      hasShown ||= counts && version > lastFaulty;
      give({ type: 'message', text, timeMs: timeMs() }, isIntact ? 'a message' : 'a damaged message');
    }
    for (const answer of answers.splice(0)) {
      if (answer.at > step) answers.push(answer);
      else if (isConnected) give({ type: 'snapshot', text: answer.text, timeMs: timeMs() }, 'a snapshot');
    }
    if (isConnected) give({ type: 'tick', timeMs: timeMs() }, 'a tick');
    if (sync.served(state).synced) {
      syncedSteps += 1;
    } else if (isHealed) wrong ??= `step ${step}: lost sync without a fault`;
  }
  return { wrong, snapshotsToHeal, isHealed, syncedSteps, steps, faults: { ...faults, ...link.faults }, outputs };
};
