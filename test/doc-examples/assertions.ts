import ts from 'typescript';
import type { Fence } from './fences';

const arrow = /\/\/ => ?(.*)$/;

/** The promises of a fence: `// => value` at the end of a line, by line index. */
const promises = (syntax: ts.SourceFile): Map<number, string> => {
  const found = new Map<number, string>();
  const visit = (node: ts.Node): void => {
    for (const ranges of [ts.getLeadingCommentRanges, ts.getTrailingCommentRanges]) {
      for (const { pos, end } of ranges(syntax.text, ranges === ts.getTrailingCommentRanges ? node.end : node.pos) ??
        []) {
        const [, value] = arrow.exec(syntax.text.slice(pos, end)) ?? [];
        if (value !== undefined) found.set(syntax.getLineAndCharacterOfPosition(pos).line, value.trim());
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(syntax);
  return found;
};

const isLog = (expression: ts.Expression): expression is ts.CallExpression =>
  ts.isCallExpression(expression) &&
  ts.isPropertyAccessExpression(expression.expression) &&
  expression.expression.getText() === 'console.log' &&
  expression.arguments.length === 1;

/** What a statement shows: its expression, the one thing that it logs, or the one constant that it declares. */
const shown = (statement: ts.Statement): { subject: string; keeps: boolean } | undefined => {
  if (ts.isExpressionStatement(statement)) {
    const { expression } = statement;
    return { subject: (isLog(expression) ? expression.arguments[0] : expression)?.getText() ?? '', keeps: false };
  }
  if (!ts.isVariableStatement(statement)) return undefined;
  const [declaration, ...more] = statement.declarationList.declarations;
  if (declaration === undefined || more.length > 0 || !ts.isIdentifier(declaration.name)) return undefined;
  return { subject: declaration.name.text, keeps: true };
};

export const hasPromises = ({ path, code }: Fence): boolean =>
  promises(ts.createSourceFile(path, code, ts.ScriptTarget.ES2022, true)).size > 0;

/**
 * The code of a fence as a module in which every `expression; // => value` is the call `check(expression, value, place)`.
 *
 * @throws {Error} a `// =>` stands where it says nothing about a top-level statement.
 */
export const withAssertions = ({ path, code }: Fence, checkModule: string): string => {
  const syntax = ts.createSourceFile(path, code, ts.ScriptTarget.ES2022, true);
  const open = promises(syntax);
  let output = '';
  let copied = 0;
  for (const statement of syntax.statements) {
    const line = syntax.getLineAndCharacterOfPosition(statement.end).line;
    const value = open.get(line);
    const what = value === undefined ? undefined : shown(statement);
    if (value === undefined || what === undefined) continue;
    open.delete(line);
    // A value that stands alone in the file would be read as a statement, hence the parentheses.
    const check = `__check((${what.subject}), (${value}), ${JSON.stringify(`${path}:${line + 1}`)});`;
    output += code.slice(copied, what.keeps ? statement.end : statement.getStart(syntax)) + check;
    copied = statement.end;
  }
  const [lost] = open;
  if (lost !== undefined) {
    throw new Error(`${path}:${lost[0] + 1} has a "// =>" that does not follow a top-level expression or constant.`);
  }
  // The first line of a fence is never its file's first, so the import disturbs no line number.
  return `import { check as __check } from ${JSON.stringify(checkModule)}; ${output}${code.slice(copied)}\nexport {};\n`;
};
