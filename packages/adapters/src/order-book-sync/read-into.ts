import { FrameFault } from './frame-fault';
import type { SyncSettings } from './sync-options';
import type { SyncState } from './sync-state';

/** Reads a text into a frame. A text that is refused becomes an output; returns whether it was read. */
export const readInto = <Frame extends { clear(): void }>(
  state: SyncState,
  { maximumFrameLength }: SyncSettings,
  read: (text: string, frame: Frame) => void,
  text: string,
  frame: Frame,
): boolean => {
  frame.clear();
  try {
    if (text.length > maximumFrameLength) {
      throw new FrameFault('TOO_LONG', `the message had ${text.length} characters`);
    }
    read(text, frame);
    return true;
  } catch (fault) {
    if (!(fault instanceof FrameFault)) throw fault;
    state.outputs.push({ type: 'refused', code: fault.code, message: fault.message });
    return false;
  }
};
