import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesUnder } from '../files-under';
import { docCommentFences } from './doc-comment-fences';
import { repositoryRoot } from './example-folder';
import { type Fence, fencesOf } from './fences';

const read = (path: string): string => readFileSync(join(repositoryRoot, path), 'utf8');

/** Every fence of the repository: doc comments of the packages' sources, READMEs and `docs`. */
export const repositoryFences = (): Fence[] => {
  const packages = readdirSync(join(repositoryRoot, 'packages'));
  const sources = packages.flatMap((name) => filesUnder(repositoryRoot, `packages/${name}/src`, /(?<!\.test)\.ts$/));
  const documents = [
    'README.md',
    ...packages.map((name) => `packages/${name}/README.md`),
    ...filesUnder(repositoryRoot, 'docs', /\.md$/),
  ];
  return [
    ...sources.flatMap((path) => docCommentFences(path, read(path))),
    ...documents.flatMap((path) => fencesOf(path, read(path))),
  ];
};
