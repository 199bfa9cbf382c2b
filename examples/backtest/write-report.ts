import { access, constants, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { InvalidOptionsError } from '@sigmax/core';

const refused = (option: string, file: string, why: string, remedy: string, cause?: unknown) =>
  new InvalidOptionsError({
    code: 'UNWRITABLE_REPORT',
    message: `--${option} was ${JSON.stringify(file)}, ${why}.`,
    remedy,
    context: { file },
    cause,
  });

/** Makes a folder and those above it, one by one: Node's own recursive way never ends where none can be made. */
const makeFolder = async (folder: string): Promise<void> => {
  const info = await stat(folder).catch(() => undefined);
  if (info?.isDirectory() === true) return;
  if (info !== undefined) throw new Error(`${folder} is not a folder.`);
  await makeFolder(dirname(folder));
  await mkdir(folder);
};

/**
 * Checks, before a backtest spends its time, that a report can be written and that it overwrites nothing but a report.
 *
 * @throws {InvalidOptionsError} `UNWRITABLE_REPORT`.
 */
export const requireWritable = async (file: string, option: 'report' | 'out' | 'page' = 'report'): Promise<void> => {
  const target = resolve(file);
  if (!/\.html?$/i.test(target))
    throw refused(option, file, 'which is no name of a report', 'Give a file that ends in .html.');
  const info = await stat(target).catch(() => undefined);
  if (info?.isDirectory() === true)
    throw refused(option, file, 'which is a folder', 'Give a file, for example reports/trend.html.');
  try {
    await makeFolder(dirname(target));
    await access(dirname(target), constants.W_OK);
  } catch (cause) {
    const otherwise = option !== 'page' ? ', or --no-report' : '';
    throw refused(
      option,
      file,
      'which cannot be written',
      `Choose a folder in which you may write${otherwise}.`,
      cause,
    );
  }
};

/** Writes a whole file or none: a reader never sees half a report, and a failure leaves the old one. */
export const writeWhole = async (file: string, text: string): Promise<string> => {
  const target = resolve(file);
  const partial = `${target}.${process.pid}.partial`;
  try {
    await writeFile(partial, text);
    await rename(partial, target);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
  return target;
};
