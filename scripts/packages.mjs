// What the package scripts share: which workspaces are published, in dependency order.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '..');

export const readManifest = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

export const publishedPackages = () =>
  readManifest(root)
    .workspaces.map((path) => ({ folder: join(root, path), manifest: readManifest(join(root, path)) }))
    .filter(({ manifest }) => manifest.private !== true);
