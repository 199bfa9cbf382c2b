import type { Random } from '@sigmax/core';
import type { WebSocket } from 'ws';
import type { Channel } from '../faults/channel';
import { corruptText } from '../faults/corrupt-text';
import type { FaultPlan } from '../faults/venue-faults';
import type { VenueTime } from './venue-time';

export interface ConnectionOptions {
  readonly number: number;
  readonly socket: WebSocket;
  /** The venue's own address, which stands before the path. */
  readonly host: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly plan: FaultPlan;
  readonly random: Random;
  readonly time: VenueTime;
}

/** Characters that may wait for a client that does not read, before the venue breaks the connection as venues do. */
const mostBuffered = 67_108_864;

/** The venue's end of a WebSocket: what it sends passes the faults. */
export class Connection {
  readonly number: number;
  readonly host: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** What the client has subscribed to, in the words of the venue. */
  readonly subscriptions = new Set<string>();
  readonly #socket: WebSocket;
  readonly #plan: FaultPlan;
  readonly #random: Random;
  readonly #time: VenueTime;
  /** Messages that are still to be lost, by channel. */
  readonly #toLose = new Map<Channel, number>();
  /** Messages that come after the next one. */
  #held: string[] = [];
  #unsent = 0;
  #waiting: (() => void)[] = [];
  #isSilent = false;

  constructor({ number, socket, host, path, query, plan, random, time }: ConnectionOptions) {
    this.number = number;
    this.host = host;
    this.path = path;
    this.query = query;
    this.#socket = socket;
    this.#plan = plan;
    this.#random = random;
    this.#time = time;
    socket.on('ping', (data: Buffer) => {
      if (!this.#isSilent && this.isOpen) socket.pong(data);
    });
  }

  get isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  /** Half-open: it hears nothing and says nothing. */
  get isSilent(): boolean {
    return this.#isSilent;
  }

  send(channel: Channel, text: string): void {
    if (this.#isSilent || !this.isOpen) return;
    const toLose = this.#toLose.get(channel) ?? 0;
    if (toLose > 0) {
      this.#toLose.set(channel, toLose - 1);
      return;
    }
    const fault = this.#plan.onMessage(channel, this.number);
    const held = this.#held;
    this.#held = [];
    switch (fault?.kind) {
      case undefined:
        this.#write(text);
        break;
      case 'drop':
        break;
      case 'gap':
        this.#toLose.set(channel, fault.messages - 1);
        break;
      case 'duplicate':
        this.#write(text);
        this.#write(text);
        break;
      case 'reorder':
        this.#held.push(text);
        break;
      case 'delay':
        this.#time.after(fault.delayMs, () => this.#write(text));
        break;
      case 'corrupt':
        this.#write(corruptText(text, this.#random));
        break;
      case 'disconnect':
        this.cut();
        break;
      case 'half-open':
        this.#isSilent = true;
        break;
    }
    for (const one of held) this.#write(one);
  }

  /** Says something that no protocol says, past the faults. */
  say(text: string): void {
    this.#write(text);
  }

  /** Sends what is held back, now that nothing may come after it. */
  release(): void {
    const held = this.#held;
    this.#held = [];
    for (const text of held) this.#write(text);
  }

  /** Breaks without a word. */
  cut(): void {
    this.#socket.terminate();
    this.#settle();
  }

  silence(): void {
    this.#isSilent = true;
  }

  /** Whether the system has everything that was sent. */
  get isFlushed(): boolean {
    return this.#unsent === 0 || !this.isOpen;
  }

  /** Resolves when the system has everything that was sent. */
  flushed(): Promise<void> {
    if (this.isFlushed) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  #write(text: string): void {
    if (this.#isSilent || !this.isOpen) return;
    if (this.#socket.bufferedAmount > mostBuffered) {
      this.cut();
      return;
    }
    this.#unsent += 1;
    this.#socket.send(text, () => {
      this.#unsent -= 1;
      if (this.#unsent === 0) this.#settle();
    });
  }

  #settle(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
