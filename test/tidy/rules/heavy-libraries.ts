import { packageOf } from '../repository';
import type { Rule } from '../rule';
import { isTestFile } from '../source-module';

/** Where a library that takes a second to load may be imported. */
const homes: readonly {
  readonly library: RegExp;
  readonly folders: readonly string[];
  /** Folders whose tests may import it besides. */
  readonly testFolders?: readonly string[];
}[] = [
  // The loopback venue is tested with the real library, which it never loads itself.
  { library: /^ccxt$/, folders: ['packages/adapters/src/ccxt/'], testFolders: ['packages/adapters/src/testing/'] },
  { library: /^@tensorflow\//, folders: ['packages/rl/src/'] },
  { library: /^mathjs$/, folders: ['packages/risk/src/', 'packages/quantum-sim/src/'] },
];

/** ccxt, tfjs and mathjs stay in their own corners, so that nobody loads them who does not use them. */
export const heavyLibraries: Rule = {
  name: 'heavy-libraries',
  check: ({ sources }) =>
    sources.flatMap(({ path, imports }) =>
      imports.flatMap(({ specifier, line }) => {
        const home = homes.find(({ library }) => library.test(packageOf(specifier) ?? ''));
        if (home === undefined) return [];
        const folders = isTestFile(path) ? [...home.folders, ...(home.testFolders ?? [])] : home.folders;
        if (folders.some((folder) => path.startsWith(folder))) return [];
        return [{ path, line, message: `imports ${specifier}, which belongs in ${home.folders.join(' and ')} only` }];
      }),
    ),
};
