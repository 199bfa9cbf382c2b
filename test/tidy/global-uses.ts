import ts from 'typescript';
import { lineOf, type SourceModule, walk } from './source-module';

export interface GlobalUse {
  readonly name: string;
  /** The property that is read, `now` in `Date.now`; `undefined` when the global is used otherwise, as in `const { now } = Date`. */
  readonly member: string | undefined;
  /** Number of arguments of `new Name(…)`; `undefined` when it is not constructed. */
  readonly constructedWith: number | undefined;
  readonly line: number;
}

const globalObjects = new Set(['globalThis', 'global', 'self', 'window']);

/** Whether an identifier stands for a value, as opposed to being a declaration, a property name or part of a type. */
const isValue = (node: ts.Identifier): boolean => {
  const parent = node.parent as ts.Node & { name?: ts.Node; propertyName?: ts.Node };
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  if (parent.name === node || parent.propertyName === node) return false;
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent) || ts.isImportClause(parent)) return false;
  if (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword) return false;
  return !ts.isTypeNode(parent) && !ts.isQualifiedName(parent);
};

const declaredNames = (syntax: ts.SourceFile): Set<string> => {
  const names = new Set<string>();
  walk(syntax, (node) => {
    const isDeclaration =
      ts.isVariableDeclaration(node) ||
      ts.isParameter(node) ||
      ts.isBindingElement(node) ||
      ts.isFunctionDeclaration(node) ||
      ts.isClassDeclaration(node) ||
      ts.isImportClause(node) ||
      ts.isImportSpecifier(node) ||
      ts.isNamespaceImport(node);
    if (isDeclaration && node.name !== undefined && ts.isIdentifier(node.name)) names.add(node.name.text);
  });
  return names;
};

const memberOf = (node: ts.Node): string | undefined => {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.expression === node) return parent.name.text;
  if (ts.isElementAccessExpression(parent) && parent.expression === node) {
    return ts.isStringLiteralLike(parent.argumentExpression) ? parent.argumentExpression.text : undefined;
  }
  return undefined;
};

const constructedWith = (node: ts.Node): number | undefined =>
  ts.isNewExpression(node.parent) && node.parent.expression === node ? (node.parent.arguments?.length ?? 0) : undefined;

/** Every use of one of the named globals, directly or through `globalThis`; a name that the file declares itself is not global. */
export const globalUses = ({ syntax }: SourceModule, names: ReadonlySet<string>): GlobalUse[] => {
  const declared = declaredNames(syntax);
  const uses: GlobalUse[] = [];
  const add = (name: string, node: ts.Node): void => {
    if (names.has(name)) {
      uses.push({ name, member: memberOf(node), constructedWith: constructedWith(node), line: lineOf(syntax, node) });
    }
  };
  walk(syntax, (node) => {
    if (!ts.isIdentifier(node) || !isValue(node)) return;
    if (!globalObjects.has(node.text)) {
      if (!declared.has(node.text)) add(node.text, node);
      return;
    }
    const member = memberOf(node);
    if (member !== undefined) add(member, node.parent);
  });
  return uses;
};
