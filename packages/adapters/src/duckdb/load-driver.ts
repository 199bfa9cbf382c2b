import { SigmaxError } from '@sigmax/core';

export type Driver = typeof import('@duckdb/node-api');

/** Whether a failed import means that nobody installed the package, rather than that the package is broken. */
const isMissing = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  (error.code === 'ERR_MODULE_NOT_FOUND' || error.code === 'MODULE_NOT_FOUND') &&
  error.message.includes('@duckdb/node-api');

/**
 * Loads DuckDB, which is an optional peer: nobody who keeps no catalogue installs its 70 MB.
 *
 * @throws {SigmaxError} `MISSING_DRIVER`, `BROKEN_DRIVER`
 */
export const loadDriver = async (load: () => Promise<Driver> = () => import('@duckdb/node-api')): Promise<Driver> => {
  try {
    return await load();
  } catch (cause) {
    if (isMissing(cause)) {
      throw new SigmaxError({
        code: 'MISSING_DRIVER',
        message: '@sigmax/adapters/duckdb: the package @duckdb/node-api is not installed.',
        remedy: 'Run npm install @duckdb/node-api@^1.5.5-r.5.',
        context: { package: '@duckdb/node-api' },
        cause,
      });
    }
    throw new SigmaxError({
      code: 'BROKEN_DRIVER',
      message: `@sigmax/adapters/duckdb: @duckdb/node-api did not load: ${cause instanceof Error ? cause.message : String(cause)}.`,
      remedy: 'Check that it has binaries for this system (npm ls @duckdb/node-bindings) and install it again.',
      context: { package: '@duckdb/node-api' },
      cause,
    });
  }
};
