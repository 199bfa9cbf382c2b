import ts from 'typescript';
import { applyEdits, type TextEdit } from './text-edits';

/** Whether an expression begins with `z.`, as everything does that makes a schema. */
const isSchema = (node: ts.Expression): boolean => {
  if (ts.isCallExpression(node) || ts.isPropertyAccessExpression(node)) return isSchema(node.expression);
  return ts.isIdentifier(node) && node.text === 'z';
};

const isExported = ({ modifiers }: ts.VariableStatement): boolean =>
  modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;

type Schema = ts.VariableDeclaration & { readonly name: ts.Identifier; readonly initializer: ts.CallExpression };

const schemasOf = (syntax: ts.SourceFile): Schema[] =>
  syntax.statements
    .filter(ts.isVariableStatement)
    .filter((statement) => (statement.declarationList.flags & ts.NodeFlags.Const) !== 0 && !isExported(statement))
    .flatMap(({ declarationList }) => declarationList.declarations)
    .filter(
      (one): one is Schema =>
        ts.isIdentifier(one.name) &&
        one.initializer !== undefined &&
        ts.isCallExpression(one.initializer) &&
        isSchema(one.initializer),
    );

const identifiersOf = (node: ts.Node, name: string): ts.Identifier[] => {
  const found: ts.Identifier[] = [];
  const visit = (one: ts.Node): void => {
    if (ts.isIdentifier(one) && one.text === name) found.push(one);
    ts.forEachChild(one, visit);
  };
  visit(node);
  return found;
};

/** What an identifier does: it reads the constant, it is only spelt like it, or it means something that is left alone. */
const roleOf = (node: ts.Identifier, schema: Schema): 'read' | 'other' | 'unclear' => {
  const { parent } = node;
  if (node === schema.name || ts.isTypeQueryNode(parent)) return 'other';
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) return 'other';
  if (ts.isPropertyAssignment(parent) && parent.name === node) return 'other';
  if (ts.isPropertySignature(parent) || ts.isTypeReferenceNode(parent)) return 'other';
  const isRead =
    ts.isCallExpression(parent) ||
    ts.isPropertyAccessExpression(parent) ||
    ts.isSpreadAssignment(parent) ||
    ts.isPropertyAssignment(parent) ||
    ts.isArrayLiteralExpression(parent) ||
    ts.isArrowFunction(parent);
  return isRead && !(ts.isArrowFunction(parent) && parent.body !== node) ? 'read' : 'unclear';
};

/**
 * Writes schemas of a module so that each is made when it is first used: `const schema = z.object(…)` becomes a function
 * that remembers, and `schema` a call of it.
 *
 * Making them all is what importing a package would cost most. A constant that is exported, or used in a way that is not
 * known here, stays as it is.
 */
export const makeSchemasLazy = (path: string, text: string): string => {
  const syntax = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  const edits = schemasOf(syntax).flatMap((schema): TextEdit[] => {
    const named = identifiersOf(syntax, schema.name.text).map((node) => ({ node, role: roleOf(node, schema) }));
    if (named.some(({ role }) => role === 'unclear')) return [];
    const { initializer } = schema;
    const start = initializer.getStart(syntax);
    return [
      { start, end: start, text: '((made?: any) => () => (made ??= ' },
      { start: initializer.end, end: initializer.end, text: '))()' },
      ...named
        .filter(({ role }) => role === 'read')
        .map(({ node }) => ({ start: node.end, end: node.end, text: '()' })),
    ];
  });
  return applyEdits(text, edits);
};
