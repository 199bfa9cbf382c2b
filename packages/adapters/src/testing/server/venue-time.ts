interface Appointment {
  readonly atMs: number;
  readonly order: number;
  readonly run: () => void;
}

/** The time of a loopback venue: it stands still until someone runs it on, and everything that is due happens in order. */
export class VenueTime {
  #nowMs: number;
  #order = 0;
  /** Sorted by time, then by when it was asked for. */
  #appointments: Appointment[] = [];

  constructor(startMs: number) {
    this.#nowMs = startMs;
  }

  get nowMs(): number {
    return this.#nowMs;
  }

  /** Runs something at a time, at the next run when that has passed. The returned function cancels it. */
  at(atMs: number, run: () => void): () => void {
    const appointment = { atMs, order: this.#order++, run };
    const index = this.#appointments.findIndex((other) => other.atMs > atMs);
    this.#appointments.splice(index < 0 ? this.#appointments.length : index, 0, appointment);
    return () => {
      this.#appointments = this.#appointments.filter((other) => other !== appointment);
    };
  }

  after(delayMs: number, run: () => void): () => void {
    return this.at(this.#nowMs + delayMs, run);
  }

  /** Runs the next thing that is due no later than a time. Returns whether there was one. */
  runNext(untilMs: number): boolean {
    const [next] = this.#appointments;
    if (next === undefined || next.atMs > untilMs) return false;
    this.#appointments.shift();
    this.#nowMs = Math.max(this.#nowMs, next.atMs);
    next.run();
    return true;
  }

  /** What is due has run; time goes on to here. */
  passTo(timeMs: number): void {
    this.#nowMs = Math.max(this.#nowMs, timeMs);
  }

  /** Forgets everything that has not happened yet. */
  clear(): void {
    this.#appointments = [];
  }
}
