/** One TypeScript code fence of a document or of a doc comment. */
export interface Fence {
  /** Of the file that holds it, from the root of the repository. */
  readonly path: string;
  /** Of its first line of code, from 1. */
  readonly line: number;
  /**
   * Words after `ts`: `no-run` is type-checked and not executed; `fragment` is neither, for a piece that needs its
   * surroundings to make sense.
   */
  readonly tags: readonly string[];
  /** Empty lines first, so that the lines of the code have the numbers that they have in the file. */
  readonly code: string;
}

const opening = /^(\s*)(`{3,})ts(\s+.*)?$/;

const withoutIndent = (text: string, indent: string): string =>
  text.startsWith(indent) ? text.slice(indent.length) : text.trimStart();

/** The ```ts fences of a Markdown text whose first line has the number `firstLine`. */
export const fencesOf = (path: string, markdown: string, firstLine = 1): Fence[] => {
  const lines = markdown.split('\n');
  const fences: Fence[] = [];
  for (let index = 0; index < lines.length; index++) {
    const [, indent, marks, words] = opening.exec(lines[index] ?? '') ?? [];
    if (indent === undefined || marks === undefined) continue;
    const start = index + 1;
    while (++index < lines.length && (lines[index] ?? '').trim() !== marks);
    if (index === lines.length) throw new Error(`${path}:${firstLine + start - 1} opens a code fence that never ends.`);
    const body = lines.slice(start, index).map((text) => withoutIndent(text, indent));
    const line = firstLine + start;
    fences.push({
      path,
      line,
      tags: (words ?? '').split(/\s+/).filter((word) => word !== ''),
      code: `${'\n'.repeat(line - 1)}${body.join('\n')}\n`,
    });
  }
  return fences;
};
