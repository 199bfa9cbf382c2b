import { from, type ObservableInput, Subscriber, type Subscription } from 'rxjs';

/** What works on one value at a time, and tells when it is free again. */
export class Worker<Value, Result> {
  private readonly project: (value: Value) => ObservableInput<Result>;
  private readonly host: WorkerHost<Result>;
  private current: Subscription | undefined;

  constructor(project: (value: Value) => ObservableInput<Result>, host: WorkerHost<Result>) {
    this.project = project;
    this.host = host;
  }

  get isBusy(): boolean {
    return this.current !== undefined;
  }

  start(value: Value): void {
    const { host } = this;
    const job = new Subscriber<Result>({
      next: (result) => host.worked(result),
      error: (error: unknown) => host.failed(error),
      complete: () => {
        this.current = undefined;
        job.unsubscribe();
        host.free();
      },
    });
    this.current = job;
    from(this.project(value)).subscribe(job);
  }

  stop(): void {
    this.current?.unsubscribe();
  }
}

/** The stage that a worker serves; each call may come while the stage is at work. */
export interface WorkerHost<Result> {
  worked(result: Result): void;
  failed(error: unknown): void;
  free(): void;
}
