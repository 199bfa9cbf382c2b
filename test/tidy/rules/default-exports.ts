import ts from 'typescript';
import type { Rule } from '../rule';
import { lineOf, type SourceModule } from '../source-module';

const isDefault = (statement: ts.Statement): boolean => {
  if (ts.isExportAssignment(statement)) return true;
  if (ts.isExportDeclaration(statement)) {
    const clause = statement.exportClause;
    // A module that stands for a package in tests has the package's names, all of them.
    if (statement.moduleSpecifier?.getText().includes('/node_modules/') === true) return false;
    return (
      clause !== undefined && ts.isNamedExports(clause) && clause.elements.some(({ name }) => name.text === 'default')
    );
  }
  return (
    ts.canHaveModifiers(statement) &&
    (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)
  );
};

const violationsOf = ({ path, syntax }: SourceModule) =>
  syntax.statements.filter(isDefault).map((statement) => ({
    path,
    line: lineOf(syntax, statement),
    message: 'exports a default; a name is found by search',
  }));

/** Everything has one name, the same at every place that imports it. */
export const defaultExports: Rule = {
  name: 'default-exports',
  check: ({ sources, others }) => [...sources, ...others].flatMap(violationsOf),
};
