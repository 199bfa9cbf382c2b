/** Why a frame was refused. Stable: dashboards count by it. */
export type FrameFaultCode =
  /** More characters than `maximumFrameLength`. */
  | 'TOO_LONG'
  /** No JSON, or cut short, or with something after its end. */
  | 'NOT_JSON'
  /** Nested deeper than any frame of a venue. */
  | 'TOO_DEEP'
  /** A field holds another kind of value than it has to. */
  | 'WRONG_TYPE'
  | 'MISSING_FIELD'
  | 'DUPLICATE_FIELD'
  /** A price or quantity that is no plain decimal number. */
  | 'NOT_A_DECIMAL'
  /** A price of 0, a number beyond 1e100, or one so small that it would become 0. */
  | 'OUT_OF_RANGE'
  /** An id that is no whole number, or ids that contradict each other. */
  | 'BAD_ID'
  | 'BAD_TIME'
  /** The venue says that a level has other than two sides, or that a book is of an unknown kind. */
  | 'UNKNOWN_VALUE'
  /** Best bid at or above best ask in a snapshot. */
  | 'CROSSED_SNAPSHOT'
  /** More decimal places than the instrument has. */
  | 'TOO_PRECISE';

/**
 * What is wrong with a frame. Thrown by parsers and caught by the machine that called them, never seen outside.
 *
 * No subclass of `Error`, since a stack that nobody reads would cost more than the parse.
 */
export class FrameFault {
  readonly code: FrameFaultCode;
  readonly message: string;

  constructor(code: FrameFaultCode, message: string) {
    this.code = code;
    this.message = message;
  }
}
