import ts from 'typescript';
import type { Rule } from '../rule';
import { lineOf } from '../source-module';

const isReExport = (statement: ts.Statement): boolean =>
  ts.isExportDeclaration(statement) && statement.moduleSpecifier !== undefined && statement.exportClause !== undefined;

/** An `index.ts` is an explicit list of re-exports, which someone reads in review, and nothing else. */
export const indexFiles: Rule = {
  name: 'index-files',
  check: ({ sources }) =>
    sources.flatMap(({ path, syntax }) => {
      if (!path.endsWith('/index.ts')) return [];
      return syntax.statements
        .filter((statement) => !isReExport(statement))
        .map((statement) => ({
          path,
          line: lineOf(syntax, statement),
          message: 'is more than a list of named re-exports; move code to a file of its own, and write names out',
        }));
    }),
};
