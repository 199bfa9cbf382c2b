import { FrameFault } from './frame-fault';
import type { JsonCursor } from './json-cursor';

const longest = 40;

/** Whether a text is a whole number from 0 without zeros before it. A loop, since it runs for each id of each message. */
const isWhole = (digits: string): boolean => {
  const { length } = digits;
  if (length === 0 || length > longest || (length > 1 && digits.charCodeAt(0) === 0x30)) return false;
  for (let index = 0; index < length; index++) {
    const code = digits.charCodeAt(index);
    if (!(code >= 0x30 && code <= 0x39)) return false;
  }
  return true;
};

/** A whole number from 0, exact as text, whether it was sent as a number or in quotes. */
export const readId = (cursor: JsonCursor, what: string): string => {
  const digits = cursor.digits(what);
  if (!isWhole(digits)) throw new FrameFault('BAD_ID', `${what} was no whole number`);
  return digits;
};

/** As `readId`, or −1, with which a venue says that nothing came before. */
export const readIdOrNone = (cursor: JsonCursor, what: string): string => {
  const digits = cursor.digits(what);
  if (digits !== '-1' && !isWhole(digits)) throw new FrameFault('BAD_ID', `${what} was no whole number`);
  return digits;
};
