import { FrameFault } from './frame-fault';

const syntax = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?Z$/;

/** A time of a frame: in milliseconds, and as a number that rises with it, to the nanosecond. */
export interface FrameTime {
  readonly timeMs: number;
  readonly order: bigint;
}

/** Reads an RFC 3339 time in UTC with at most nine decimals: `2023-02-09T20:32:50.714964855Z`. */
export const isoTime = (text: string, what: string): FrameTime => {
  const parts = syntax.exec(text);
  const wholeMs = parts === null ? Number.NaN : Date.parse(`${text.slice(0, 19)}Z`);
  if (parts === null || !Number.isFinite(wholeMs)) throw new FrameFault('BAD_TIME', `${what} was no time in UTC`);
  const fraction = (parts[7] ?? '').padEnd(9, '0');
  return { timeMs: wholeMs + Number(fraction) / 1e6, order: BigInt(`${parts.slice(1, 7).join('')}${fraction}`) };
};
