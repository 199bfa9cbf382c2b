import type { ObservableInput, Subscriber } from 'rxjs';
import type { NoticeSink } from '../notice';
import { Stage } from '../stage';
import { Worker, type WorkerHost } from './worker';

/** Works on one value; the next is handed over when what it returns has completed. */
export type StreamWorker<Value, Result> = (value: Value) => ObservableInput<Result>;

/** A stage that holds values while a worker is busy with one. An implementer says what is held, and in which order. */
export abstract class WorkerStage<Value, Result> extends Stage<Value, Result> implements WorkerHost<Result> {
  private readonly worker: Worker<Value, Result>;
  private isPumping = false;
  private isEnding = false;

  constructor(
    output: Subscriber<Result>,
    operator: string,
    notices: NoticeSink | undefined,
    project: StreamWorker<Value, Result>,
  ) {
    super(output, operator, notices);
    this.worker = new Worker(project, this);
    this.add(() => this.worker.stop());
  }

  /** Keeps a value, or drops one. */
  protected abstract hold(value: Value): void;
  protected abstract heldCount(): number;
  /** Takes the next value out; asked only when something is held. */
  protected abstract release(): Value;

  protected override take(value: Value): void {
    this.hold(value);
    this.pump();
  }

  protected override finish(): boolean {
    this.isEnding = true;
    return this.isDone();
  }

  worked(result: Result): void {
    // What a worker returns at once comes while the stage is at work for it.
    if (this.isPumping) this.output.next(result);
    else this.act(() => this.output.next(result));
  }

  failed(error: unknown): void {
    this.act(() => this.fail(error));
  }

  free(): void {
    if (this.isPumping) return;
    this.act(() => {
      this.pump();
      if (this.isEnding && this.isDone()) this.end();
    });
  }

  private isDone(): boolean {
    return this.heldCount() === 0 && !this.worker.isBusy;
  }

  private pump(): void {
    this.isPumping = true;
    try {
      while (!this.worker.isBusy && this.heldCount() > 0 && !this.closed) {
        const value = this.release();
        this.delivered += 1;
        this.worker.start(value);
      }
    } finally {
      this.isPumping = false;
    }
  }
}
