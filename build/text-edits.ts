/** Text that takes the place of what stands from `start` to `end`. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Makes edits that do not overlap; those of one place in their order. */
export const applyEdits = (text: string, edits: readonly TextEdit[]): string => {
  let output = '';
  let copied = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
    output += text.slice(copied, edit.start) + edit.text;
    copied = edit.end;
  }
  return output + text.slice(copied);
};
