import { Observable, type OperatorFunction, Subscriber } from 'rxjs';
import type { EventDropped, NoticeSink } from './notice';

/**
 * One operator at work in one subscription.
 *
 * A stage does one thing at a time: what arrives while it works (a handler downstream that emits into the source, a timer)
 * waits in line until the work is done, so events never overtake each other. What it throws ends the stream with that error.
 * An implementer writes `take`, and `finish` where something is held at the end of the source.
 */
export abstract class Stage<Input, Output> extends Subscriber<Input> {
  protected received = 0;
  protected delivered = 0;
  protected dropped = 0;
  protected readonly output: Subscriber<Output>;
  protected readonly operator: string;
  protected readonly notices: NoticeSink | undefined;
  private isBusy = false;
  private waiting: (() => void)[] | undefined;

  constructor(output: Subscriber<Output>, operator: string, notices: NoticeSink | undefined) {
    super(output);
    this.output = output;
    this.operator = operator;
    this.notices = notices;
    if (notices !== undefined) this.add(() => this.tellCounters());
  }

  protected abstract take(value: Input): void;

  /** Called once when the source has completed; returns whether the stream ends now. */
  protected finish(): boolean {
    return true;
  }

  protected override _next(value: Input): void {
    this.received += 1;
    if (this.isBusy) {
      this.wait(() => this.take(value));
      return;
    }
    this.isBusy = true;
    try {
      this.take(value);
    } catch (error) {
      this.fail(error);
    }
    if (this.waiting !== undefined) this.drain();
    this.isBusy = false;
  }

  protected override _complete(): void {
    this.act(() => {
      if (this.finish()) this.end();
    });
  }

  protected override _error(error: unknown): void {
    this.act(() => this.fail(error));
  }

  /** Does work that no event of the source has brought, in line with the others. */
  protected act(work: () => void): void {
    if (this.closed) return;
    this.wait(work);
    if (this.isBusy) return;
    this.isBusy = true;
    this.drain();
    this.isBusy = false;
  }

  protected emit(value: Output): void {
    this.delivered += 1;
    this.output.next(value);
  }

  protected drop(event: unknown, reason: EventDropped['reason']): void {
    this.dropped += 1;
    this.notices?.next({ type: 'event-dropped', operator: this.operator, reason, event, count: this.dropped });
  }

  protected end(): void {
    this.output.complete();
    this.unsubscribe();
  }

  protected fail(error: unknown): void {
    this.output.error(error);
    this.unsubscribe();
  }

  private wait(work: () => void): void {
    this.waiting ??= [];
    this.waiting.push(work);
  }

  private drain(): void {
    // A list hands out what is added while it is walked.
    for (const work of this.waiting ?? []) {
      if (this.closed) break;
      try {
        work();
      } catch (error) {
        this.fail(error);
      }
    }
    this.waiting = undefined;
  }

  private tellCounters(): void {
    const { operator, received, delivered, dropped } = this;
    this.notices?.next({ type: 'stream-counters', operator, received, delivered, dropped });
  }
}

/** Makes an operator whose every subscription gets a stage of its own. */
export const stageOperator =
  <Input, Output>(start: (output: Subscriber<Output>) => Stage<Input, Output>): OperatorFunction<Input, Output> =>
  (source) =>
    new Observable<Output>((output) => source.subscribe(start(output)));
