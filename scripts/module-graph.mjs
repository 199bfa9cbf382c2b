// What a module loads: the packages that it and all that it imports need at once, and those that only an `import()` fetches.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

/** What an `import()` of something that is not written out counts as. */
export const computed = '(computed)';

const literal = (node) => (node !== undefined && ts.isStringLiteralLike(node) ? node.text : undefined);

/** `import type` loads nothing; `import { type A }` still loads its module. */
const isErased = (node) => (ts.isImportDeclaration(node) ? node.importClause?.isTypeOnly === true : node.isTypeOnly);

const isInFunction = (node) => {
  for (let at = node.parent; at !== undefined; at = at.parent) if (ts.isFunctionLike(at)) return true;
  return false;
};

/** `{ specifier, isLazy }` for everything that a module loads. */
export const importsOf = (path, text) => {
  const found = [];
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  const visit = (node) => {
    const add = (expression, isLazy) => {
      if (expression !== undefined) found.push({ specifier: literal(expression) ?? computed, isLazy });
    };
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && !isErased(node)) {
      add(node.moduleSpecifier, false);
    } else if (ts.isImportEqualsDeclaration(node) && !node.isTypeOnly) {
      if (ts.isExternalModuleReference(node.moduleReference)) add(node.moduleReference.expression, false);
    } else if (ts.isCallExpression(node)) {
      const { expression } = node;
      if (expression.kind === ts.SyntaxKind.ImportKeyword) add(node.arguments[0], true);
      else if (ts.isIdentifier(expression) && expression.text === 'require') add(node.arguments[0], isInFunction(node));
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
};

/** How a package is listed: ours and Node's as written, others without what stands behind their name. */
const listedAs = (specifier) => {
  if (specifier === computed || specifier.startsWith('node:') || specifier.startsWith('@sigmax/')) return specifier;
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
};

const endings = ['', '.ts', '.tsx', '/index.ts'];

const fileOf = (from, specifier) => {
  const base = join(dirname(from), specifier);
  const file = endings
    .map((ending) => `${base}${ending}`)
    .find((path) => /\.[cm]?[jt]sx?$/.test(path) && existsSync(path));
  if (file === undefined) throw new Error(`${from} imports ${specifier}, which is no file.`);
  return file;
};

/**
 * What loading the file `entry` loads besides files of its own package: `eager` at once, `lazy` only by an `import()` somewhere.
 * Both are sorted; what is loaded at once anyway is not listed as lazy. Text that a build inlines, `?raw`, is not loaded.
 */
export const loadedBy = (entry) => {
  const sets = { eager: new Set(), lazy: new Set() };
  const seen = { eager: new Set(), lazy: new Set() };
  const queue = [{ file: entry, when: 'eager' }];
  // Files that are reached at once come first, so that a lazy path to one of them adds nothing.
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { file, when } = next;
    if (seen.eager.has(file) || seen[when].has(file)) continue;
    seen[when].add(file);
    for (const { specifier, isLazy } of importsOf(file, readFileSync(file, 'utf8'))) {
      const then = isLazy ? 'lazy' : when;
      if (specifier.endsWith('?raw')) continue;
      if (!specifier.startsWith('.')) sets[then].add(listedAs(specifier));
      else if (then === 'eager') queue.unshift({ file: fileOf(file, specifier), when: then });
      else queue.push({ file: fileOf(file, specifier), when: then });
    }
  }
  const eager = [...sets.eager].sort();
  return { eager, lazy: [...sets.lazy].filter((name) => !sets.eager.has(name)).sort() };
};
