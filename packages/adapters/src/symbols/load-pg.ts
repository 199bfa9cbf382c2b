import { InvalidOptionsError } from '@sigmax/core';

const isMissing = (error: unknown): boolean =>
  ['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND'].includes(String(Reflect.get(Object(error), 'code')));

const importPg = () => import('pg');

/**
 * Loads the driver when it is first needed, since it is an optional peer.
 *
 * @throws {InvalidOptionsError} `PG_MISSING`
 */
export const loadPg = async (load: () => Promise<unknown> = importPg): ReturnType<typeof importPg> => {
  try {
    const loaded = Object(await load());
    // As CommonJS it arrives under `default`.
    return loaded.Pool === undefined ? loaded.default : loaded;
  } catch (cause) {
    if (!isMissing(cause)) throw cause;
    throw new InvalidOptionsError({
      code: 'PG_MISSING',
      message: 'postgresSymbols needs the package pg, which is not installed.',
      remedy: 'Run npm install pg.',
      cause,
    });
  }
};
