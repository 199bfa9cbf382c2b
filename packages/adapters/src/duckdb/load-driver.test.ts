import { describe, expect, test } from 'vitest';
import { loadDriver } from './load-driver';

const failing = (code: string, message: string) => () => Promise.reject(Object.assign(new Error(message), { code }));

describe('the driver', () => {
  test('is named with the command that installs it when it is missing', async () => {
    for (const code of ['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND']) {
      await expect(loadDriver(failing(code, "Cannot find package '@duckdb/node-api'"))).rejects.toMatchObject({
        name: 'SigmaxError',
        code: 'MISSING_DRIVER',
        message: /npm install @duckdb\/node-api/,
      });
    }
  });

  test('is said to be broken when it is there and does not load', async () => {
    const broken = failing('ERR_DLOPEN_FAILED', 'libduckdb.so: cannot open shared object file');
    await expect(loadDriver(broken)).rejects.toMatchObject({ code: 'BROKEN_DRIVER', message: /libduckdb/ });
    // A part of it is missing, not the package itself.
    const partly = failing('MODULE_NOT_FOUND', "Cannot find module '@duckdb/node-bindings-linux-x64'");
    await expect(loadDriver(partly)).rejects.toMatchObject({ code: 'BROKEN_DRIVER' });
  });

  test('loads', async () => {
    expect((await loadDriver()).version()).toMatch(/^v?1\./);
  });
});
