import { join } from 'node:path';
import { expect, it } from 'vitest';
import { importModule } from './import-module';
import { folderWith } from './plugin-folder.test-helper';

it('loads a file whose path needs escaping', async () => {
  const folder = folderWith({ 'a b/ü %20.mjs': 'export const answer = 42;' });
  expect((await importModule(join(folder, 'a b/ü %20.mjs'), 'here')).answer).toBe(42);
});

it('keeps the cause of a failure', async () => {
  const folder = folderWith({ 'bad.mjs': "throw new Error('deep');" });
  await expect(importModule(join(folder, 'bad.mjs'), 'here')).rejects.toMatchObject({
    code: 'PLUGIN_FAILED_TO_LOAD',
    cause: expect.objectContaining({ message: 'deep' }),
  });
});
