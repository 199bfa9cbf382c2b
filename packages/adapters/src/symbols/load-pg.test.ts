import { InvalidOptionsError } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { loadPg } from './load-pg';

const failing = (code: string) => () => Promise.reject(Object.assign(new Error(`no pg: ${code}`), { code }));

describe('the driver', () => {
  it('is found', async () => {
    expect(typeof (await loadPg()).Pool).toBe('function');
  });

  it.each(['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND'])(
    'that is not installed is named with the command: %s',
    async (code) => {
      await expect(loadPg(failing(code))).rejects.toBeInstanceOf(InvalidOptionsError);
      await expect(loadPg(failing(code))).rejects.toMatchObject({ code: 'PG_MISSING' });
      await expect(loadPg(failing(code))).rejects.toThrow(/npm install pg/);
    },
  );

  it('that fails in another way says so itself', async () => {
    await expect(loadPg(failing('EACCES'))).rejects.toThrow('no pg: EACCES');
  });
});
