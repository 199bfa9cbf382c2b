// Every name by which users import our packages, with the files behind it.
import { existsSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { readManifest, root } from './packages.mjs';

/**
 * One for each subpath of an exports map: `name`, `source`, its `index.ts`, `built`, the files of `dist`, and `optionalPeers` of
 * the package, which a user need not install.
 */
export const publicNames = () =>
  readdirSync(join(root, 'packages'))
    .map((folder) => join(root, 'packages', folder))
    .filter((folder) => existsSync(join(folder, 'package.json')))
    .flatMap((folder) => {
      const { name, exports = {}, peerDependenciesMeta = {} } = readManifest(folder);
      const optionalPeers = Object.keys(peerDependenciesMeta).filter((peer) => peerDependenciesMeta[peer].optional);
      return Object.entries(exports)
        .filter(([subpath]) => !subpath.endsWith('.json'))
        .map(([subpath, target]) => ({
          name: posix.join(name, subpath),
          source: join(folder, 'src', subpath, 'index.ts'),
          built: [target.import?.default ?? target.default, target.require?.default]
            .filter((file) => file !== undefined)
            .map((file) => join(folder, file)),
          optionalPeers,
        }));
    });
