import { afterEach, describe, expect, it } from 'vitest';
import { ModelError } from '../errors';
import { mcpClient } from '../models/mcp/mcp-client';
import type { McpTransport } from '../models/mcp/transport';
import { stdioTransport } from './stdio-transport';

/** A server of tools in a program of its own; `misbehave` is code that runs at a call of a tool. */
const programOf = (misbehave = ''): string => `
  const send = (message) => process.stdout.write(JSON.stringify(message) + '\\n');
  process.stdout.write('Server is ready.\\n');
  let rest = '';
  process.stdin.on('data', (chunk) => {
    const lines = (rest + chunk).split('\\n');
    rest = lines.pop();
    for (const line of lines) {
      const { id, method, params, result } = JSON.parse(line);
      const answer = (value) => send({ jsonrpc: '2.0', id, result: value });
      if (method === 'initialize') {
        send({ jsonrpc: '2.0', id: 'mine', method: 'ping' });
        answer({ protocolVersion: '2025-06-18', capabilities: {} });
      } else if (method === 'tools/list') answer({ tools: [{ name: 'price', inputSchema: {} }] });
      else if (method === 'tools/call') {
        ${misbehave}
        answer({ content: [{ type: 'text', text: params.name + ' ' + Object.keys(process.env).join() }] });
      } else if (id === 'mine') globalThis.ponged = result;
    }
  });
`;

let transport: McpTransport;

afterEach(() => transport.close());

const clientOf = (misbehave?: string, more = {}) => {
  transport = stdioTransport({ command: process.execPath, args: ['-e', programOf(misbehave)], ...more });
  return mcpClient({ transport, allow: ['price'], timeoutMs: 10_000 });
};

const failure = async (promise: Promise<unknown>): Promise<ModelError> => {
  const error: unknown = await promise.catch((thrown: unknown) => thrown);
  if (!(error instanceof ModelError)) throw new Error(`No ModelError: ${String(error)}`);
  return error;
};

it('speaks with a program line by line, and leaves out what it prints for people', async () => {
  const client = clientOf();
  expect(await client.tools()).toEqual([{ name: 'price', description: '', inputSchema: {} }]);
  const both = await Promise.all([client.callTool('price', {}), client.callTool('price', {})]);
  expect(both.map(({ text }) => text.split(' ')[0])).toEqual(['price', 'price']);
});

it('gives the program no more of the environment than it is told', async () => {
  process.env.SIGMAX_TEST_SECRET = 'hidden';
  const { text } = await clientOf(undefined, { environment: { GIVEN: 'yes' } }).callTool('price', {});
  delete process.env.SIGMAX_TEST_SECRET;
  expect(text).toContain('GIVEN');
  expect(text).not.toContain('SECRET');
});

describe('a program that misbehaves', () => {
  it('by ending is an error, then and after', async () => {
    const client = clientOf('process.exit(3);');
    expect(await failure(client.callTool('price', {}))).toMatchObject({
      code: 'UNREACHABLE',
      message: 'The server of tools has ended (status 3).',
    });
    expect(await failure(client.callTool('price', {}))).toMatchObject({ code: 'UNREACHABLE' });
  });

  it('by a line without end is an error, and is ended', async () => {
    const client = clientOf("process.stdout.write('x'.repeat(5000));", { maximumBytes: 2_000 });
    expect(await failure(client.callTool('price', {}))).toMatchObject({ code: 'TOO_LARGE' });
  });

  it('by silence costs the time that was given', async () => {
    transport = stdioTransport({ command: process.execPath, args: ['-e', 'setInterval(() => {}, 1000)'] });
    const client = mcpClient({ transport, allow: ['price'], timeoutMs: 100 });
    expect(await failure(client.callTool('price', {}))).toMatchObject({ code: 'TIMED_OUT' });
  });

  it('by not being there is an error', async () => {
    transport = stdioTransport({ command: '/no/such/program' });
    const client = mcpClient({ transport, allow: ['price'], timeoutMs: 5_000 });
    expect(await failure(client.tools())).toMatchObject({ code: 'UNREACHABLE' });
  });
});

it('closing ends the program and whoever waits', async () => {
  const client = clientOf('continue;');
  const call = failure(client.callTool('price', {}));
  await client.tools();
  await client.close();
  expect(await call).toMatchObject({ code: 'UNREACHABLE', message: 'The server of tools was closed.' });
});
