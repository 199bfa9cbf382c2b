import ts from 'typescript';
import { moduleGraph } from '../module-graph';
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

/**
 * Files that a test covers: the file it is named after, the files it imports, by path or by a public name, and what those
 * use inside the package. What a package publishes is covered by a test that names it, never by being used somewhere.
 */
const covered = (repository: Repository): Set<string> => {
  const { sources, others } = repository;
  const { targets, published } = moduleGraph(repository);
  const modules = new Map(sources.map((module) => [module.path, module]));
  const tests = [...sources, ...others].filter(({ path }) => isTestFile(path));
  const found = new Set([
    ...tests.map(({ path }) => path.replace(/(\.property)?\.test(-d)?(\.tsx?)$/, '$3')),
    ...tests.flatMap((test) => test.imports.flatMap((imported) => targets(test, imported))),
  ]);
  // A set hands out what is added while it is walked.
  for (const path of found) {
    const module = modules.get(path);
    for (const imported of module?.imports ?? []) {
      for (const target of targets(module as SourceModule, imported)) {
        if (!published.has(target)) found.add(target);
      }
    }
  }
  return found;
};

const isListed = (path: string): boolean => Object.keys(testedElsewhere).some((listed) => path.startsWith(listed));

/** Every file that exports code is covered by a test, or stands in `tested-elsewhere.ts` with a reason. */
export const testBeside: Rule = {
  name: 'test-beside',
  check: (repository) => {
    const tested = covered(repository);
    const untested = repository.sources
      .filter((module) => !isTestFile(module.path) && exportsCode(module) && !tested.has(module.path))
      .map(({ path }) => path);
    const missing = untested
      .filter((path) => !isListed(path))
      .map((path) => ({ path, line: 1, message: 'exports code that no test covers; put x.test.ts beside x.ts' }));
    const stale = Object.keys(testedElsewhere)
      .filter(
        (listed) =>
          repository.packages.has(listed.split('/')[1] ?? '') && !untested.some((path) => path.startsWith(listed)),
      )
      .map((path) => ({ path, line: 1, message: 'stands in test/tidy/tested-elsewhere.ts and need not' }));
    return [...missing, ...stale];
  },
};
