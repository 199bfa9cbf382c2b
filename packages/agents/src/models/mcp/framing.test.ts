import { describe, expect, it } from 'vitest';
import { ModelError } from '../../errors';
import { lineReader } from './line-framing';
import { replyToServer, rpcAnswer } from './rpc-answer';
import { serverSentData } from './server-sent-events';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('lines', () => {
  it('are whole whatever pieces they come in', () => {
    const text = '{"a":"ä🚀"}\r\n\n{"b":1}\n{"c"';
    for (const size of [1, 2, 3, 7, 100]) {
      const { push } = lineReader(1_000);
      const all = bytes(text);
      const lines: string[] = [];
      for (let at = 0; at < all.length; at += size) lines.push(...push(all.subarray(at, at + size)));
      expect(lines).toEqual(['{"a":"ä🚀"}', '{"b":1}']);
    }
  });

  it('have a limit, with an end and without', () => {
    expect(() => lineReader(5).push(bytes('123456\n'))).toThrow(ModelError);
    expect(() => lineReader(5).push(bytes('123456'))).toThrow('longer than 5 bytes');
    expect(lineReader(5).push(bytes('12345\n'))).toEqual(['12345']);
  });
});

it('server-sent events are their data lines', () => {
  const text =
    ': hello\n\nevent: message\ndata: {"a":\ndata: 1}\nid: 7\n\ndata:{"b":2}\r\n\r\nretry: 5\n\ndata: {"c":3}';
  expect(serverSentData(text)).toEqual(['{"a":\n1}', '{"b":2}', '{"c":3}']);
});

describe('messages of a server', () => {
  it('are answers', () => {
    expect(rpcAnswer({ jsonrpc: '2.0', id: 1, result: { a: 1 } })).toEqual({ id: 1, answer: { result: { a: 1 } } });
    const error = { code: -1, message: 'no' };
    expect(rpcAnswer({ jsonrpc: '2.0', id: 2, error })).toEqual({ id: 2, answer: { error } });
    for (const other of [
      null,
      [],
      {},
      { jsonrpc: '1.0', id: 1, result: 1 },
      { jsonrpc: '2.0', method: 'ping', id: 1 },
    ]) {
      expect(rpcAnswer(other)).toBeUndefined();
    }
  });

  it('or requests, which are told that nothing is offered', () => {
    expect(replyToServer({ jsonrpc: '2.0', id: 5, method: 'ping' })).toBe('{"jsonrpc":"2.0","id":5,"result":{}}');
    expect(replyToServer({ jsonrpc: '2.0', id: 'x', method: 'sampling/createMessage' })).toContain('-32601');
    for (const other of [{ method: 'notifications/x' }, { id: 5, result: 1 }, null, 5]) {
      expect(replyToServer(other)).toBeUndefined();
    }
  });
});
