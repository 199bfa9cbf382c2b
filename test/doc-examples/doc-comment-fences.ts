import ts from 'typescript';
import { type Fence, fencesOf } from './fences';

/** Every doc comment of a source, by position; comments inside strings are none. */
const docComments = (syntax: ts.SourceFile): Map<number, string> => {
  const comments = new Map<number, string>();
  const visit = (node: ts.Node): void => {
    for (const { pos, end } of ts.getLeadingCommentRanges(syntax.text, node.pos) ?? []) {
      const text = syntax.text.slice(pos, end);
      if (text.startsWith('/**')) comments.set(pos, text);
    }
    ts.forEachChild(node, visit);
  };
  visit(syntax);
  return comments;
};

/** The text of a comment without its stars, line for line. */
const bare = (comment: string): string =>
  comment
    .replace(/^\/\*\*|\*\/$/g, '')
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, ''))
    .join('\n');

/** The ```ts fences in the doc comments of a TypeScript source. */
export const docCommentFences = (path: string, text: string): Fence[] => {
  const syntax = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  return [...docComments(syntax)].flatMap(([position, comment]) =>
    fencesOf(path, bare(comment), syntax.getLineAndCharacterOfPosition(position).line + 1),
  );
};
