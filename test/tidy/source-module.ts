import ts from 'typescript';

export interface ModuleImport {
  /** As written between the quotes. */
  readonly specifier: string;
  /** Imported names as the other module calls them; `*` for everything, `default` for the default export. */
  readonly names: readonly string[];
  readonly line: number;
}

/** One source file, parsed: comments and strings are no code, so they can name what is forbidden. */
export interface SourceModule {
  /** From the root of the repository, with forward slashes. */
  readonly path: string;
  readonly lines: readonly string[];
  readonly syntax: ts.SourceFile;
  readonly imports: readonly ModuleImport[];
}

export const isTestFile = (path: string): boolean => /\.(test|test-d|test-helper|bench)\.[cm]?tsx?$/.test(path);

/** Calls `visit` for every node of the tree. */
export const walk = (node: ts.Node, visit: (node: ts.Node) => void): void => {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
};

export const lineOf = (syntax: ts.SourceFile, node: ts.Node): number =>
  syntax.getLineAndCharacterOfPosition(node.getStart(syntax)).line + 1;

/** Names that are read from a namespace: `timer` in `import * as rx from 'rxjs'; rx.timer(1)`. */
const namespaceMembers = (syntax: ts.SourceFile, binding: string): string[] => {
  const members: string[] = [];
  walk(syntax, (node) => {
    if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === binding) {
      members.push(node.name.text);
    }
  });
  return members;
};

const importedNames = (syntax: ts.SourceFile, clause: ts.ImportClause | undefined): string[] => {
  const names = clause?.name === undefined ? [] : ['default', ...namespaceMembers(syntax, clause.name.text)];
  const bindings = clause?.namedBindings;
  if (bindings === undefined) return names;
  if (ts.isNamespaceImport(bindings)) return [...names, '*', ...namespaceMembers(syntax, bindings.name.text)];
  return [...names, ...bindings.elements.map((element) => (element.propertyName ?? element.name).text)];
};

const exportedNames = (clause: ts.NamedExportBindings | undefined): string[] =>
  clause !== undefined && ts.isNamedExports(clause)
    ? clause.elements.map((element) => (element.propertyName ?? element.name).text)
    : ['*'];

const textOf = (node: ts.Node | undefined): string | undefined =>
  node !== undefined && ts.isStringLiteralLike(node) ? node.text : undefined;

/** What a node imports, whichever of the six ways to import it uses. */
const importOf = (syntax: ts.SourceFile, node: ts.Node): { specifier: string | undefined; names: string[] } => {
  if (ts.isImportDeclaration(node)) {
    return { specifier: textOf(node.moduleSpecifier), names: importedNames(syntax, node.importClause) };
  }
  if (ts.isExportDeclaration(node)) {
    return { specifier: textOf(node.moduleSpecifier), names: exportedNames(node.exportClause) };
  }
  if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference)) {
    return { specifier: textOf(node.moduleReference.expression), names: ['*'] };
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    return { specifier: textOf(node.argument.literal), names: [node.qualifier?.getText(syntax) ?? '*'] };
  }
  if (ts.isCallExpression(node)) {
    const { expression } = node;
    const isImport = expression.kind === ts.SyntaxKind.ImportKeyword;
    const isRequire = ts.isIdentifier(expression) && expression.text === 'require';
    if (isImport || isRequire) return { specifier: textOf(node.arguments[0]), names: ['*'] };
  }
  return { specifier: undefined, names: [] };
};

export const parseModule = (path: string, text: string): SourceModule => {
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const options = { languageVersion: ts.ScriptTarget.ES2022, jsDocParsingMode: ts.JSDocParsingMode.ParseNone };
  const syntax = ts.createSourceFile(path, text, options, true, kind);
  const imports: ModuleImport[] = [];
  walk(syntax, (node) => {
    const { specifier, names } = importOf(syntax, node);
    if (specifier !== undefined) imports.push({ specifier, names, line: lineOf(syntax, node) });
  });
  return { path, lines: text.split('\n'), syntax, imports };
};
