/** No beat came in time. Told once. */
export interface DeadManExpired {
  readonly type: 'dead-man-expired';
  readonly timeMs: number;
  readonly timeoutMs: number;
}

/** A venue did not take the order to cancel by itself. It is asked again with a later beat. */
export interface DeadManRefreshFailed {
  readonly type: 'dead-man-refresh-failed';
  readonly timeMs: number;
  readonly venue: string;
  readonly message: string;
}

/** `onExpire` or a listener threw. */
export interface DeadManListenerFailed {
  readonly type: 'listener-failed';
  readonly timeMs: number;
  readonly message: string;
}

export type DeadManEvent = DeadManExpired | DeadManRefreshFailed | DeadManListenerFailed;
