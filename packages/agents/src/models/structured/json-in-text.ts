/** Longest text that is searched. */
const longest = 200_000;

/** Where the value that begins with a brace or bracket at `start` ends, or `undefined` when it does not. */
const endOf = (text: string, start: number): number | undefined => {
  let depth = 0;
  let isInString = false;
  for (let place = start; place < text.length; place++) {
    const character = text[place];
    if (isInString) {
      if (character === '\\') place += 1;
      else if (character === '"') isInString = false;
    } else if (character === '"') isInString = true;
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') {
      depth -= 1;
      if (depth === 0) return place + 1;
    }
  }
  return undefined;
};

const parsed = (text: string): { readonly value: unknown } | undefined => {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
};

/**
 * Finds the JSON object in a model's text: the text itself, what a code fence holds, or the first object in a sentence.
 *
 * Nothing is guessed: JSON with a comma too many is none.
 */
export const jsonInText = (text: string): { readonly value: unknown } | undefined => {
  const near = text.slice(0, longest).trim();
  const whole = parsed(near);
  if (whole !== undefined) return whole;
  const fenced = /```(?:json)?\s*\n([\s\S]*?)\n\s*```/i.exec(near)?.[1];
  const inFence = fenced === undefined ? undefined : parsed(fenced);
  if (inFence !== undefined) return inFence;
  // Each try costs a walk through the text; a text with more openings than this is no reply.
  let start = near.indexOf('{');
  for (let attempt = 0; attempt < 20 && start >= 0; attempt++) {
    const end = endOf(near, start);
    const found = end === undefined ? undefined : parsed(near.slice(start, end));
    if (found !== undefined) return found;
    start = near.indexOf('{', start + 1);
  }
  return undefined;
};
