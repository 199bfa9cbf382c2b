import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { kernelsModule } from './kernels-module';

it('is what the AssemblyScript compiles to', { timeout: 60_000 }, ({ skip }) => {
  const script = fileURLToPath(new URL('../../assembly/build.mjs', import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, [script, '--check'], { encoding: 'utf8' });
  skip(status === 3, 'the AssemblyScript compiler is not installed');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

it('holds a module that fits beside the rest of the package', () => {
  expect(gzipSync(kernelsModule).length).toBeLessThan(5_000);
});
