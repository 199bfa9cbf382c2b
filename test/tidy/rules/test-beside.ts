import { posix } from 'node:path';
import ts from 'typescript';
import type { Repository } from '../repository';
import type { Rule } from '../rule';
import { isTestFile, type SourceModule } from '../source-module';
import { testedElsewhere } from '../tested-elsewhere';

const isExported = (statement: ts.Statement): boolean =>
  ts.canHaveModifiers(statement) &&
  (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);

const isType = (statement: ts.Statement): boolean =>
  ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement);

/** Whether a file has code of its own that others can use: type files and lists of re-exports have not. */
const exportsCode = ({ syntax }: SourceModule): boolean =>
  syntax.statements.some((statement) => isExported(statement) && !isType(statement));

const needsTest = (module: SourceModule): boolean => !isTestFile(module.path) && exportsCode(module);

/** Paths without ending of what the tests cover: the file they are named after, and the files that they import themselves. */
const covered = ({ sources }: Repository): Set<string> =>
  new Set(
    sources
      .filter(({ path }) => isTestFile(path))
      .flatMap(({ path, imports }) => [
        path.replace(/(\.property)?\.test(-d)?\.tsx?$/, ''),
        ...imports
          .filter(({ specifier }) => specifier.startsWith('.'))
          .map(({ specifier }) => posix.join(posix.dirname(path), specifier)),
      ]),
  );

const withoutEnding = (path: string): string => path.replace(/\.[cm]?tsx?$/, '');

const isListed = (path: string): boolean => Object.keys(testedElsewhere).some((listed) => path.startsWith(listed));

/** Every file that exports code has a test beside it or is imported by a test, or stands in `tested-elsewhere.ts` with a reason. */
export const testBeside: Rule = {
  name: 'test-beside',
  check: (repository) => {
    const tested = covered(repository);
    const untested = repository.sources
      .filter((module) => needsTest(module) && !tested.has(withoutEnding(module.path)))
      .map(({ path }) => path);
    const missing = untested
      .filter((path) => !isListed(path))
      .map((path) => ({ path, line: 1, message: 'exports code, and no test beside it or elsewhere imports it' }));
    const stale = Object.keys(testedElsewhere)
      .filter(
        (listed) =>
          repository.packages.has(listed.split('/')[1] ?? '') && !untested.some((path) => path.startsWith(listed)),
      )
      .map((path) => ({ path, line: 1, message: 'stands in test/tidy/tested-elsewhere.ts and need not' }));
    return [...missing, ...stale];
  },
};
