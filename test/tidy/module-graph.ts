import { posix } from 'node:path';
import ts from 'typescript';
import type { Repository } from './repository';
import type { ModuleImport, SourceModule } from './source-module';

/** Which file of the packages an import leads to, and which file defines each public name. */
export interface ModuleGraph {
  /** The files that an import of `from` leads to: through an `index.ts` it is the files that define the names. */
  targets(from: SourceModule, imported: ModuleImport): string[];
  /** Files whose code, not just types, some `index.ts` re-exports. */
  readonly published: ReadonlySet<string>;
}

const isIndex = (path: string): boolean => path.endsWith('/index.ts');

export const moduleGraph = ({ packages, sources }: Repository): ModuleGraph => {
  const modules = new Map(sources.map((module) => [module.path, module]));
  const folders = new Map([...packages].map(([folder, { name }]) => [name, `packages/${folder}/src`]));

  const fileOf = (from: string, specifier: string): string | undefined => {
    if (!specifier.startsWith('.')) {
      const name = specifier.split('/', 2).join('/');
      const folder = folders.get(name);
      return folder === undefined ? undefined : posix.join(folder, specifier.slice(name.length), 'index.ts');
    }
    const base = posix.join(posix.dirname(from), specifier);
    return [`${base}.ts`, `${base}.tsx`, `${base}/index.ts`, base].find((path) => modules.has(path));
  };

  /** From the names of an `index.ts`, or those that are code, to the files that define them, through other index files. */
  const exportsOf = (path: string, isCode = false): Map<string, string> => {
    const names = new Map<string, string>();
    for (const statement of modules.get(path)?.syntax.statements ?? []) {
      if (!ts.isExportDeclaration(statement) || statement.exportClause === undefined) continue;
      if (isCode && statement.isTypeOnly) continue;
      if (!ts.isNamedExports(statement.exportClause) || statement.moduleSpecifier === undefined) continue;
      const target = fileOf(path, (statement.moduleSpecifier as ts.StringLiteral).text);
      if (target === undefined) continue;
      const inner = isIndex(target) ? exportsOf(target, isCode) : undefined;
      for (const { name, propertyName, isTypeOnly } of statement.exportClause.elements) {
        if (isCode && isTypeOnly) continue;
        const file = inner === undefined ? target : inner.get((propertyName ?? name).text);
        if (file !== undefined) names.set(name.text, file);
      }
    }
    return names;
  };

  const paths = [...modules.keys()].filter(isIndex);
  const indexes = new Map(paths.map((path) => [path, exportsOf(path)]));

  return {
    targets: (from, { specifier, names }) => {
      const file = fileOf(from.path, specifier);
      if (file === undefined) return [];
      const index = indexes.get(file);
      if (index === undefined) return [file];
      return names.flatMap((name) => (name === '*' ? [...index.values()] : (index.get(name) ?? [])));
    },
    published: new Set(paths.flatMap((path) => [...exportsOf(path, true).values()])),
  };
};
