import { pathToFileURL } from 'node:url';
import { InvalidOptionsError } from '../errors';

/**
 * Loads a module from a file.
 *
 * @throws {InvalidOptionsError} `PLUGIN_FAILED_TO_LOAD`: the file could not be read as a module, or threw.
 */
export const importModule = async (file: string, what: string): Promise<Readonly<Record<string, unknown>>> => {
  try {
    return await import(/* @vite-ignore */ pathToFileURL(file).href);
  } catch (cause) {
    const why = (cause instanceof Error ? cause.message : String(cause)).replace(/[\s.]+$/, '');
    const isUnreadable = Reflect.get(Object(cause), 'code') === 'ERR_UNKNOWN_FILE_EXTENSION';
    throw new InvalidOptionsError({
      code: 'PLUGIN_FAILED_TO_LOAD',
      message: `${what} could not be loaded: ${why}.`,
      remedy: isUnreadable
        ? 'Build it to JavaScript, or run Node with a loader for TypeScript, for example node --import tsx.'
        : 'See the cause for its stack.',
      context: { what, file },
      cause,
    });
  }
};
