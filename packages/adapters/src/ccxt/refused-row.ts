/** A row of a venue that is not what it should be. It changes nothing, and it is told. */
export interface RefusedRow {
  readonly type: 'refused';
  readonly code: RefusedCode;
  /** What was wrong, without a full stop: `price was "abc"`. */
  readonly problem: string;
}

export type RefusedCode =
  | 'WRONG_TYPE'
  | 'NOT_FINITE'
  | 'NOT_POSITIVE'
  | 'NEGATIVE_QUANTITY'
  | 'NEGATIVE_VOLUME'
  | 'OUTSIDE_RANGE'
  | 'INVALID_TIME'
  | 'INVALID_ID'
  | 'INVALID_SIDE'
  | 'OFF_GRID'
  | 'OUT_OF_ORDER'
  | 'CHANGED';

export const refused = (code: RefusedCode, problem: string): RefusedRow => ({ type: 'refused', code, problem });

export const isRefused = (value: { readonly type: string }): value is RefusedRow => value.type === 'refused';
