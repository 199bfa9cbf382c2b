import { ModelError } from '../../errors';

/** The body as text, read to its end and never beyond a size. */
export const readText = async (response: Response, maximumBytes: number, what: string): Promise<string> => {
  const reader = response.body?.getReader();
  if (reader === undefined) return '';
  const decoder = new TextDecoder('utf-8', { fatal: false });
  let bytes = 0;
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    if (!(bytes <= maximumBytes)) {
      await reader.cancel();
      throw new ModelError({
        code: 'TOO_LARGE',
        message: `${what}: the answer is larger than ${maximumBytes} bytes.`,
        remedy: 'Raise maximumBytes, or ask for less.',
        context: { maximumBytes },
      });
    }
    text += decoder.decode(value, { stream: true });
  }
};
