import ts from 'typescript';

/** Whether a bundler sees by itself that computing the value does nothing else. */
const isPlain = (node: ts.Expression): boolean => {
  if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isParenthesizedExpression(node)) {
    return isPlain(node.expression);
  }
  if (ts.isPrefixUnaryExpression(node)) return ts.isNumericLiteral(node.operand);
  return (
    ts.isIdentifier(node) ||
    ts.isArrowFunction(node) ||
    ts.isFunctionExpression(node) ||
    ts.isClassExpression(node) ||
    ts.isLiteralExpression(node) ||
    node.kind === ts.SyntaxKind.TrueKeyword ||
    node.kind === ts.SyntaxKind.FalseKeyword
  );
};

const constantsOf = (syntax: ts.SourceFile): ts.Expression[] =>
  syntax.statements
    .filter(ts.isVariableStatement)
    .filter(({ declarationList }) => (declarationList.flags & ts.NodeFlags.Const) !== 0)
    .flatMap(({ declarationList }) => declarationList.declarations)
    .flatMap(({ initializer }) => (initializer === undefined || isPlain(initializer) ? [] : [initializer]))
    .filter((initializer) => !/\bawait\b/.test(initializer.getText(syntax)));

/**
 * Writes each computed module-level constant as the call of a function that is marked pure: a bundler may leave it out when
 * nobody uses the constant.
 *
 * `"sideEffects": false` says the same of whole files; our files are bundled into few, where it no longer helps.
 */
export const markPureConstants = (path: string, text: string): string => {
  const syntax = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  let output = '';
  let copied = 0;
  for (const initializer of constantsOf(syntax)) {
    const start = initializer.getStart(syntax);
    output += `${text.slice(copied, start)}/* @__PURE__ */ (() => (${text.slice(start, initializer.end)}))()`;
    copied = initializer.end;
  }
  return output + text.slice(copied);
};
