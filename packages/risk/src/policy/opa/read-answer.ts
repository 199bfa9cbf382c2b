import { z } from 'zod';
import { noAnswer, type PolicyAnswer } from './policy-answer';

/** OPA puts other things beside `result`: a decision id, metrics, warnings. */
const schema = z.object({
  result: z.object({ allow: z.boolean(), reasons: z.array(z.string().max(1_000)).max(100).default([]) }),
});

/** The body, or `undefined` when it is longer than `maximumBytes`. */
const bytesOf = async ({ body }: Response, maximumBytes: number): Promise<Uint8Array | undefined> => {
  const bytes = new Uint8Array(maximumBytes);
  const reader = body?.getReader();
  let size = 0;
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
    if (done || value === undefined) return bytes.subarray(0, size);
    if (size + value.byteLength > maximumBytes) {
      await reader?.cancel();
      return undefined;
    }
    bytes.set(value, size);
    size += value.byteLength;
  }
};

const decisionIn = (bytes: Uint8Array): PolicyAnswer => {
  const parsed = schema.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  if (parsed.success) return parsed.data.result;
  const [issue] = parsed.error.issues;
  return noAnswer('unreadable', `The policy server's answer: ${issue?.path.join('.')}: ${issue?.message}.`);
};

/**
 * Reads a response of OPA's data API.
 *
 * @throws what the connection throws when it breaks off.
 */
export const readAnswer = async (response: Response, maximumBytes: number): Promise<PolicyAnswer> => {
  if (response.status !== 200) {
    await response.body?.cancel();
    return noAnswer('status', `The policy server answered with status ${response.status}.`);
  }
  const bytes = await bytesOf(response, maximumBytes);
  if (bytes === undefined) return noAnswer('too-large', `The policy server's answer is above ${maximumBytes} bytes.`);
  try {
    return decisionIn(bytes);
  } catch {
    return noAnswer('unreadable', "The policy server's answer is no JSON.");
  }
};
