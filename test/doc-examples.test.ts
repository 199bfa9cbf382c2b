import { afterAll, describe, expect, it } from 'vitest';
import { hasPromises, withAssertions } from './doc-examples/assertions';
import { docCommentFences } from './doc-examples/doc-comment-fences';
import { exampleFolder, removeExamples, writeExamples } from './doc-examples/example-folder';
import { fencesOf } from './doc-examples/fences';
import { repositoryFences } from './doc-examples/repository-fences';
import { typeErrors } from './doc-examples/type-check';

const markdown = (...lines: string[]): string => ['```ts', ...lines, '```', ''].join('\n');

/** Runs the only fence of a Markdown text as the repository's fences are run. */
const run = async (name: string, text: string): Promise<void> => {
  const [example] = writeExamples(exampleFolder(name), fencesOf('page.md', text));
  await import(/* @vite-ignore */ example?.file ?? '');
};

afterAll(removeExamples);

describe('the examples in doc comments, READMEs and docs', () => {
  const checked = repositoryFences().filter(({ tags }) => !tags.includes('fragment'));
  const folder = exampleFolder('repository');
  const examples = writeExamples(folder, checked);

  it('type-check', { timeout: 120_000 }, () => {
    expect(typeErrors(folder)).toEqual([]);
  });

  for (const { fence, file } of examples) {
    if (fence.tags.includes('no-run') || !hasPromises(fence)) continue;
    it(`${fence.path}:${fence.line}`, async () => {
      await import(/* @vite-ignore */ file);
    });
  }
});

describe('an example', () => {
  it('passes when the value after => is right', async () => {
    await run(
      'right',
      markdown(
        "import { timeframeMs } from '@sigmax/core';",
        "timeframeMs('1h'); // => 3600000",
        'const pair = [1, { two: 2 }]; // => [1, { two: 2 }]',
        'console.log(pair[0]); // => 1',
        'await Promise.resolve(7); // => 7',
      ),
    );
  });

  it('fails when the value after => is wrong, and says where', async () => {
    await expect(run('wrong', markdown('1 + 1; // => 3'))).rejects.toThrow(/page\.md:2/);
    await expect(run('wrong-constant', markdown('', 'const a = { b: 1 }; // => { b: 2 }'))).rejects.toThrow(
      /page\.md:3/,
    );
    await expect(run('wrong-later', markdown('1 + 1; // => 2', '2 + 2; // => 5'))).rejects.toThrow(/page\.md:3/);
  });

  it('fails when it throws', async () => {
    await expect(run('throws', markdown("throw new Error('no bars');", '1; // => 1'))).rejects.toThrow('no bars');
  });

  it('covers statements of several lines', async () => {
    await expect(run('long', markdown('[', '  1,', '].length; // => 2'))).rejects.toThrow(/page\.md:4/);
  });

  it('cannot hide a => where nothing checks it', () => {
    const [fence] = fencesOf('page.md', markdown('if (true) {', '  1 + 1; // => 2', '}'));
    expect(() => withAssertions(fence!, 'check')).toThrow('page.md:3 has a "// =>"');
    const [alone] = fencesOf('page.md', markdown('1 + 1;', '// => 2'));
    expect(() => withAssertions(alone!, 'check')).toThrow('page.md:3 has a "// =>"');
  });

  it('is type-checked', () => {
    const folder = exampleFolder('type-error');
    writeExamples(
      folder,
      fencesOf('docs/page.md', markdown("import { timeframeMs } from '@sigmax/core';", 'timeframeMs(1);')),
    );
    expect(typeErrors(folder)).toEqual([expect.stringMatching(/^docs\/page\.md:3 error TS2345/)]);
  });
});

describe('a doc comment', () => {
  const source = ['/**', ' * Adds.', ' * ```ts', ' * 1 + 1; // => 2', ' * ```', ' */', 'export const add = 1;'].join(
    '\n',
  );

  it('gives its fences with the lines that they have in the file', () => {
    const fences = docCommentFences('a.ts', source);
    expect(fences.map(({ path, line, code }) => ({ path, line, code: code.trim() }))).toEqual([
      { path: 'a.ts', line: 4, code: '1 + 1; // => 2' },
    ]);
  });

  it('is found before members and at the top of a file, and not in strings', () => {
    const member = `/** @module\n * \`\`\`ts\n * 1; // => 1\n * \`\`\`\n */\nexport interface A {\n  ${source.split('\n').slice(0, 6).join('\n')}\n b: 1 }`;
    expect(docCommentFences('a.ts', member)).toHaveLength(2);
    expect(docCommentFences('a.ts', `export const text = \`${source.replaceAll('`', '\\`')}\`;`)).toEqual([]);
  });
});

describe('a fence', () => {
  it('is cut at its own indent and carries its tags', () => {
    const [fence] = fencesOf('page.md', '- text\n  ```ts no-run\n  a();\n  ```\n');
    expect(fence).toEqual({ path: 'page.md', line: 3, tags: ['no-run'], code: '\n\na();\n' });
  });

  it('must end', () => {
    expect(() => fencesOf('page.md', '```ts\na();')).toThrow('page.md:1 opens a code fence that never ends');
  });

  it('of another language is left alone', () => {
    expect(fencesOf('page.md', '```tsx\na\n```\n```sh\nnpm start\n```\n')).toEqual([]);
  });
});
