/** Figures of one moment of training. */
export interface LogRecord {
  /** Steps of the environments that were taken before. */
  readonly step: number;
  /** When it was written down, in ms since the epoch. */
  readonly timeMs: number;
  /** Figures by name; `undefined` is not known yet. What is not finite is left out or written as nothing, as the format allows. */
  readonly values: Readonly<Record<string, number | undefined>>;
}

/**
 * Where records of training go.
 *
 * What an implementer must guarantee: records are written in the order in which they come; after `close` nothing is kept back.
 */
export interface LogSink {
  write(record: LogRecord): void;
  close(): void;
}

/** What takes the text or the bytes of a log: a file, a stream, a list. */
export interface LogOutput<Data extends string | Uint8Array> {
  write(data: Data): void;
  close(): void;
}
