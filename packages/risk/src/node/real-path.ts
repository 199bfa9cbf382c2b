import { realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** One name for one file, however it was reached: the folder must exist, the file need not. */
export const realPath = (path: string): string => join(realpathSync(dirname(resolve(path))), basename(path));
