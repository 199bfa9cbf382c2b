import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { repositoryRoot } from './example-folder';

/** The type errors of the modules in a folder, each with the file and the line of the fence that it came from. */
export const typeErrors = (folder: string): string[] => {
  const configuration = {
    extends: relative(folder, join(repositoryRoot, 'tsconfig.json')),
    include: ['*.ts', relative(folder, join(repositoryRoot, 'types'))],
    exclude: [],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(configuration));
  const compiler = join(repositoryRoot, 'node_modules/@typescript/native/bin/tsc');
  const { status, stdout } = spawnSync(process.execPath, [compiler, '--pretty', 'false', '-p', folder], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (status === 0) return [];
  return stdout
    .trim()
    .split('\n')
    .map((line) =>
      line.replace(/^(\S+)~\d+\.ts\((\d+),\d+\): /, (_, path, number) => `${path.replaceAll('~', '/')}:${number} `),
    );
};
