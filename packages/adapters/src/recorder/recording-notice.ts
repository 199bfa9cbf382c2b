/** Why a file was closed. */
export type CloseReason = 'rotated' | 'completed' | 'failed-source' | 'unsubscribed' | 'closed';

/** A recorder has begun a file. */
export interface FileOpened {
  readonly type: 'file-opened';
  readonly file: string;
}

/** A recorder has closed a file; nothing will be added to it. */
export interface FileClosed {
  readonly type: 'file-closed';
  readonly file: string;
  readonly reason: CloseReason;
  readonly records: number;
  /** SHA-256 of its lines; the header of the next file repeats it. */
  readonly digest: string;
}

/** The recorder has stopped for good; `error` says why. What was flushed before is in the files. */
export interface RecordingFailed {
  readonly type: 'recording-failed';
  readonly error: unknown;
}

/**
 * Events that are not in the recording: more came than the disk took, and the recorder was told to drop them. A recorder says
 * so for each event, with the count since it last caught up; a reader once, for the whole gap.
 */
export interface RecordsDropped {
  readonly type: 'records-dropped';
  readonly count: number;
  /** When the first and the last of them came. */
  readonly fromMs: number;
  readonly toMs: number;
}

/** A file ends without its last line: whoever wrote it was killed, or is still writing. */
export interface TailLost {
  readonly type: 'tail-lost';
  readonly file: string;
  /**
   * `unfinished`: the lines are whole and the closing one is missing; `torn`: the last line or packed block is cut;
   * `damaged`: a line or block is not what was written; `next-file-missing`: the file is whole and names a successor.
   */
  readonly reason: 'unfinished' | 'torn' | 'damaged' | 'next-file-missing';
  /** The first line that is not whole. */
  readonly line: number;
  /** How many bytes of the file could not be used. */
  readonly lostBytes: number;
}

/** What recorders and readers tell besides events. */
export type RecordingNotice = FileOpened | FileClosed | RecordingFailed | RecordsDropped | TailLost;

/**
 * Where notices go: a `Subject<RecordingNotice>`, or anything with `next`.
 *
 * An implementer guarantees: `next` returns without waiting and does not throw.
 */
export interface RecordingNoticeSink {
  next(notice: RecordingNotice): void;
}
