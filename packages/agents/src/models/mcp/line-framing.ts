import { ModelError } from '../../errors';

/** Turns bytes as they come into lines, which are the frames of the stdio transport. */
export interface LineReader {
  /** The lines that these bytes complete, without their ends. */
  push(bytes: Uint8Array): readonly string[];
}

/** A reader of lines of at most so many bytes; a longer one is a `ModelError`, since nobody knows where it ends. */
export const lineReader = (maximumBytes: number): LineReader => {
  const decoder = new TextDecoder();
  let rest = '';
  return {
    push: (bytes) => {
      const parts = (rest + decoder.decode(bytes, { stream: true })).split('\n');
      rest = parts.pop() ?? '';
      if (rest.length > maximumBytes || parts.some((part) => part.length > maximumBytes)) {
        throw new ModelError({
          code: 'TOO_LARGE',
          message: `The server of tools sent a line longer than ${maximumBytes} bytes.`,
          remedy: 'Raise maximumBytes, or ask for less.',
        });
      }
      return parts.map((part) => part.replace(/\r$/, '')).filter((part) => part !== '');
    },
  };
};
