import { DataError, InvalidOptionsError } from '@sigmax/core';
import { expect, it } from 'vitest';
import { exitCodeOf } from './exit-code';

const run = async (command: () => Promise<number>, mendable?: readonly string[]) => {
  const complaints: string[] = [];
  const output = { print: () => undefined, complain: (text: string) => void complaints.push(text) };
  return { code: await exitCodeOf(output, command, mendable), complaints };
};

const failing = (error: unknown) => () => Promise.reject(error);
const text = { code: 'WRONG', message: 'It was wrong.', remedy: 'Mend it.' };

it('hands on the code of a command that ends', async () => {
  expect(await run(() => Promise.resolve(3))).toEqual({ code: 3, complaints: [] });
});

it('is 2 for what the user can mend, in one line', async () => {
  const { code, complaints } = await run(failing(new InvalidOptionsError(text)));
  expect(code).toBe(2);
  expect(complaints).toEqual([expect.stringMatching(/^InvalidOptionsError WRONG: It was wrong\. .*$/)]);
  expect((await run(failing(new DataError(text)))).code).toBe(2);
  expect((await run(failing(new DataError(text)), ['InvalidOptionsError'])).code).toBe(1);
});

it('is 1 for everything else, with its stack', async () => {
  const { code, complaints } = await run(failing(new TypeError('odd')));
  expect(code).toBe(1);
  expect(complaints[0]).toMatch(/^TypeError: odd\n +at /);
  expect(await run(failing('odd'))).toEqual({ code: 1, complaints: ['odd'] });
});
