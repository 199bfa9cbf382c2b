import { expect, it } from 'vitest';
import type { ModelRequest } from './language-model';
import { requestKey } from './request-key';

const request: ModelRequest = { messages: [{ role: 'user', content: 'Hi' }], maximumOutputTokens: 10 };

it('is one for equal requests, whatever order their fields were written in', () => {
  const same: ModelRequest = { maximumOutputTokens: 10, messages: [{ content: 'Hi', role: 'user' }], seed: undefined };
  expect(requestKey('m', same)).toBe(requestKey('m', request));
  expect(requestKey('m', request)).toMatch(/^[0-9a-f]{64}$/);
});

it('is another for anything that could change the reply', () => {
  const tool = { name: 't', description: 'T', inputSchema: {} };
  const changed: readonly ModelRequest[] = [
    request,
    { ...request, messages: [{ role: 'user', content: 'Hi ' }] },
    { ...request, messages: [{ role: 'system', content: 'Hi' }] },
    { ...request, messages: [...request.messages, ...request.messages] },
    { ...request, maximumOutputTokens: 11 },
    { ...request, temperature: 0 },
    { ...request, temperature: 0.1 },
    { ...request, seed: 1 },
    { ...request, stop: ['x'] },
    { ...request, tools: [tool] },
    { ...request, tools: [{ ...tool, description: 'U' }] },
    { ...request, tools: [{ ...tool, inputSchema: { type: 'object' } }] },
    { ...request, responseSchema: { name: 'r', schema: {} } },
  ];
  const keys = [...changed.map((one) => requestKey('m', one)), requestKey('n', request)];
  expect(new Set(keys).size).toBe(keys.length);
});
