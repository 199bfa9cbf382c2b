import { MessageChannel, type MessagePort, receiveMessageOnPort, type Worker } from 'node:worker_threads';
import type { Info } from '../environments/environment';
import workerSource from './environment-worker.client.js?raw';
import { startThread } from './thread';
import { type WorkerFault, workerError } from './worker-error';

/** A space as a worker tells it. */
export interface SpaceDescription {
  readonly kind: 'box' | 'discrete' | 'multi-discrete' | 'multi-binary';
  readonly low?: readonly number[];
  readonly high?: readonly number[];
  readonly size?: number;
  readonly sizes?: readonly number[];
}

/** Memory that a worker shares, a row for each of its environments. */
export interface SharedColumns {
  readonly actions: Float64Array;
  readonly observations: Float64Array;
  readonly finalObservations: Float64Array;
  readonly rewards: Float64Array;
  readonly terminated: Uint8Array;
  readonly truncated: Uint8Array;
  readonly masks: Uint8Array | undefined;
  readonly finalMasks: Uint8Array | undefined;
  /** Of the next episode of each; NaN where it goes on with its own random numbers. */
  readonly seeds: Float64Array;
}

interface Ready {
  readonly type: 'ready';
  readonly columns: SharedColumns;
  readonly spaces: readonly {
    readonly observation: SpaceDescription;
    readonly action: SpaceDescription;
    readonly text: string;
  }[];
}

interface Done {
  readonly type: 'done';
  readonly infos?: readonly Info[];
}

export interface WorkerStart {
  readonly module: string;
  readonly exportName: string;
  readonly indices: readonly number[];
  readonly options: unknown;
  readonly timeoutMs: number;
}

/** Places of the control words; see environment-worker.client.js. */
const [requests, answers, command, seedHigh, seedLow, ended] = [0, 1, 2, 3, 4, 5] as const;

/** One worker thread, asked and waited for in turn: the waiting blocks this thread, so no answer can come out of order. */
export class WorkerHandle {
  readonly indices: readonly number[];
  private readonly timeoutMs: number;
  private readonly control = new Int32Array(new SharedArrayBuffer(6 * 4));
  private readonly port: MessagePort;
  private readonly worker: Worker;
  private answered = 0;
  private crash: string | undefined;

  constructor({ timeoutMs, ...start }: WorkerStart) {
    const { port1, port2 } = new MessageChannel();
    this.indices = start.indices;
    this.timeoutMs = timeoutMs;
    this.port = port1;
    this.worker = startThread(workerSource, { ...start, control: this.control, port: port2 }, [port2]);
    this.worker.on('error', (error: unknown) => {
      this.crash = String(error);
    });
    // Neither keeps a program running that has nothing else to do.
    this.worker.unref();
    this.port.unref();
  }

  /** Asks for a reset of all environments, environment i with `seed + i`. */
  askReset(seed: number): void {
    this.control[seedHigh] = Math.floor(seed / 2 ** 32);
    this.control[seedLow] = seed | 0;
    this.ask(1);
  }

  /** Asks for a step with the actions in the shared memory. */
  askStep(): void {
    this.ask(2);
  }

  /** Asks for a reset of all environments with the seeds in the shared memory. */
  askSeededReset(): void {
    this.ask(3);
  }

  /** Asks to play episodes again, one for each environment. */
  askReplay(episodes: readonly { readonly seed: number; readonly actions: readonly number[] }[]): void {
    this.port.postMessage(episodes);
    this.ask(4);
  }

  private ask(what: number): void {
    this.control[command] = what;
    Atomics.add(this.control, requests, 1);
    Atomics.notify(this.control, requests);
  }

  /**
   * Blocks until the worker has answered.
   *
   * @throws {EnvironmentError} it failed, ended, or did not answer in time.
   */
  wait<Message extends Ready | Done>(): Message {
    const { control, timeoutMs } = this;
    const outcome = Atomics.wait(control, answers, this.answered, timeoutMs);
    if (outcome === 'timed-out') throw this.error({ type: 'hung', timeoutMs });
    const received = receiveMessageOnPort(this.port);
    if (received === undefined) {
      if (Atomics.load(control, ended) === 1 || this.crash !== undefined) throw this.error({ type: 'ended' });
      throw this.error({ type: 'hung', timeoutMs });
    }
    this.answered += 1;
    const message = received.message as Message | (WorkerFault & { readonly type: 'failed' });
    if (message.type === 'failed') throw this.error(message);
    return message;
  }

  error(fault: WorkerFault): Error {
    return workerError(fault, this.indices);
  }

  async close(): Promise<void> {
    this.port.close();
    await this.worker.terminate();
  }
}

export type { Done, Ready };
