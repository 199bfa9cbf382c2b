import { parseOptions, type Random } from '@sigmax/core';
import type { Channel } from './channel';
import {
  type Fault,
  type FaultKind,
  faultSchema,
  isRequestFault,
  isStreamFault,
  type RequestFault,
  type StreamFault,
} from './fault';

/** A fault that struck. */
export interface InjectedFault {
  readonly timeMs: number;
  readonly kind: FaultKind | 'clock-skew';
  readonly channel: Channel | undefined;
  /** Number of the WebSocket connection; `undefined` for a request. */
  readonly connection: number | undefined;
  /** The path of a request. */
  readonly path: string | undefined;
}

/** The faults of a loopback venue, which its user scripts. */
export interface VenueFaults {
  /**
   * Adds a fault; the returned function takes it back.
   *
   * @throws {InvalidOptionsError} the fault is wrong or unknown.
   */
  add(fault: Fault): () => void;
  /** Takes all faults back; messages that are held back come, and half-open connections stay what they are. */
  clear(): void;
  /** The venue's clock goes so much ahead of its market's time, or behind. */
  skewClock(skewMs: number): void;
  /** What has struck so far, in order. */
  readonly injected: readonly InjectedFault[];
}

interface Rule {
  readonly fault: Fault;
  seen: number;
  struck: number;
}

/** Decides what strikes; the same seed, faults and messages give the same decisions. */
export class FaultPlan implements VenueFaults {
  readonly #random: Random;
  readonly #nowMs: () => number;
  readonly #onClear: () => void;
  #rules: Rule[] = [];
  readonly #injected: InjectedFault[] = [];
  #skewMs = 0;

  constructor(random: Random, nowMs: () => number, onClear: () => void = () => undefined) {
    this.#random = random;
    this.#nowMs = nowMs;
    this.#onClear = onClear;
  }

  get injected(): readonly InjectedFault[] {
    return this.#injected;
  }

  get skewMs(): number {
    return this.#skewMs;
  }

  add(fault: Fault): () => void {
    const rule = { fault: parseOptions(faultSchema, fault, 'faults.add') as Fault, seen: 0, struck: 0 };
    this.#rules.push(rule);
    return () => {
      this.#rules = this.#rules.filter((other) => other !== rule);
    };
  }

  clear(): void {
    this.#rules = [];
    this.#skewMs = 0;
    this.#onClear();
  }

  skewClock(skewMs: number): void {
    this.#skewMs = skewMs;
    this.note('clock-skew', undefined, undefined, undefined);
  }

  /** What strikes a message, if anything. */
  onMessage(channel: Channel, connection: number): StreamFault | undefined {
    const fault = this.#decide(channel, isStreamFault);
    if (fault === undefined || !isStreamFault(fault)) return undefined;
    this.note(fault.kind, channel, connection, undefined);
    return fault;
  }

  /** What strikes a request, if anything. */
  onRequest(channel: Channel, path: string): RequestFault | undefined {
    const fault = this.#decide(channel, isRequestFault);
    if (fault === undefined || !isRequestFault(fault)) return undefined;
    this.note(fault.kind, channel, undefined, path);
    return fault;
  }

  /** The status that a new connection is refused with, if it is. */
  onConnection(connection: number, path: string): number | undefined {
    const fault = this.#decide('control', (one) => one.kind === 'refuse-connection');
    if (fault?.kind !== 'refuse-connection') return undefined;
    this.note('refuse-connection', 'control', connection, path);
    return fault.status ?? 503;
  }

  /** How old the book of a snapshot is to be; 0 is the present one. */
  snapshotAgeMs(connection?: number, path?: string): number {
    const fault = this.#decide('book', (one) => one.kind === 'stale-snapshot');
    if (fault?.kind !== 'stale-snapshot') return 0;
    this.note('stale-snapshot', 'book', connection, path);
    return fault.ageMs;
  }

  note(
    kind: InjectedFault['kind'],
    channel: Channel | undefined,
    connection: number | undefined,
    path: string | undefined,
  ): void {
    this.#injected.push({ timeMs: this.#nowMs(), kind, channel, connection, path });
  }

  /** The first rule that strikes; those after it do not see the message. */
  #decide(channel: Channel, isMeant: (fault: Fault) => boolean): Fault | undefined {
    for (const rule of this.#rules) {
      const { fault } = rule;
      if (!isMeant(fault) || (fault.channel !== undefined && fault.channel !== channel)) continue;
      rule.seen += 1;
      if (rule.seen <= (fault.after ?? 0) || rule.struck >= (fault.times ?? Number.POSITIVE_INFINITY)) continue;
      if (fault.rate !== undefined && !(this.#random.uniform() < fault.rate)) continue;
      rule.struck += 1;
      return fault;
    }
    return undefined;
  }
}
