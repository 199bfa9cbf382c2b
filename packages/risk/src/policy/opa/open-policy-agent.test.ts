import type { Clock } from '@sigmax/core';
import { Subject } from 'rxjs';
import { afterEach, describe, expect, it } from 'vitest';
import { type OpenPolicyAgentOptions, openPolicyAgent } from './open-policy-agent';
import type { PolicyAnswer } from './policy-answer';
import { decide, type Handler, type PolicyServer, policyServer, standingClock } from './policy-server.test-helper';

const servers: PolicyServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

const serve = async (handler: Handler): Promise<PolicyServer> => {
  const server = await policyServer(handler);
  servers.push(server);
  return server;
};

const agentOf = (url: string, fields: Partial<OpenPolicyAgentOptions> = {}) =>
  openPolicyAgent({ url, path: 'sigmax/decision', timeoutMs: 5_000, retries: 0, ...fields });

describe('openPolicyAgent', () => {
  it('asks as OPA wants to be asked, and says what it says', async () => {
    const seen: unknown[] = [];
    const server = await serve(({ method, url, headers }, response) => {
      seen.push([method, url, headers['content-type'], headers.authorization]);
      decide(response, { allow: true, reasons: ['all is well'] });
    });
    const agent = agentOf(`${server.url}/`, { headers: { authorization: 'Bearer x' } });
    expect(await agent.ask({ mode: 'paper', exposure: 0.4 })).toEqual({ allow: true, reasons: ['all is well'] });
    expect(seen).toEqual([['POST', '/v1/data/sigmax/decision', 'application/json', 'Bearer x']]);
    expect(server.bodies).toEqual(['{"input":{"mode":"paper","exposure":0.4}}']);
  });

  it('needs no reasons', async () => {
    const server = await serve((_, response) => decide(response, { allow: false }));
    expect(await agentOf(server.url).ask({})).toEqual({ allow: false, reasons: [] });
  });

  const text =
    (status: number, body: string): Handler =>
    (_, response) => {
      response.writeHead(status);
      response.end(body);
    };
  const faults: readonly (readonly [string, Handler, PolicyAnswer['failure']])[] = [
    ['status 500', text(500, '{"result":{"allow":true}}'), 'status'],
    ['status 404', text(404, '{"result":{"allow":true}}'), 'status'],
    ['status 201', text(201, '{"result":{"allow":true}}'), 'status'],
    ['malformed JSON', text(200, '{"result":{"allow":true}'), 'unreadable'],
    ['nothing', text(200, ''), 'unreadable'],
    ['no decision, as OPA answers for a rule that there is not', text(200, '{}'), 'unreadable'],
    ['a bare true', text(200, '{"result":true}'), 'unreadable'],
    ['allow as text', text(200, '{"result":{"allow":"true"}}'), 'unreadable'],
    ['reasons that are none', text(200, '{"result":{"allow":true,"reasons":"no"}}'), 'unreadable'],
    [
      'a redirect to where it would be allowed',
      (request, response) => {
        if (request.url === '/allowed') decide(response, { allow: true });
        else response.writeHead(307, { location: '/allowed' }).end();
      },
      'status',
    ],
    [
      'a huge body',
      (_, response) => {
        response.writeHead(200);
        response.end(`{"result":{"allow":true},"padding":"${'x'.repeat(200_000)}"}`);
      },
      'too-large',
    ],
    ['a connection that is reset', (request) => request.socket.destroy(), 'unreachable'],
    [
      'half an answer, and then nothing more',
      (_, response) => {
        response.writeHead(200, { 'content-length': '1000' });
        response.write('{"result":{"allow":true}}', () => response.destroy());
      },
      'unreachable',
    ],
    [
      'bytes that are no text',
      (_, response) => {
        response.writeHead(200);
        response.end(Buffer.from([0x7b, 0xff, 0xfe, 0x7d]));
      },
      'unreadable',
    ],
  ];
  it.each(faults)('%s is a refusal', async (_, handler, failure) => {
    const server = await serve(handler);
    const answer = await agentOf(server.url).ask({});
    expect(answer).toMatchObject({ allow: false, failure });
    expect(answer.reasons[0]).toMatch(/^The policy server/);
  });

  it('nobody at the address is a refusal', async () => {
    const server = await policyServer(() => {});
    await server.close();
    expect(await agentOf(server.url).ask({})).toMatchObject({ allow: false, failure: 'unreachable' });
  });

  it.each<[string, Handler]>([
    ['hangs', () => {}],
    [
      'drips its answer',
      (_, response) => {
        response.writeHead(200);
        response.write('{"result":');
      },
    ],
  ])('a server that %s is refused when the time is over', async (_, handler) => {
    const server = await serve(handler);
    const { clock, advance } = standingClock();
    const asked = agentOf(server.url, { clock }).ask({});
    await server.reached(1);
    advance(4_999);
    advance(1);
    expect(await asked).toMatchObject({ allow: false, failure: 'late' });
  });

  it('does not wait for a fetch that heeds no signal', async () => {
    const { clock, advance } = standingClock();
    const asked = agentOf('http://127.0.0.1:1', { clock, fetch: () => new Promise(() => {}) }).ask({});
    advance(5_000);
    expect(await asked).toMatchObject({ failure: 'late' });
  });

  it('an answer that comes too late changes nothing', async () => {
    const { clock, advance } = standingClock();
    let answer: (response: Response) => void = () => {};
    const late: typeof fetch = () => new Promise((resolve) => (answer = resolve));
    const asked = agentOf('http://127.0.0.1:1', { clock, fetch: late }).ask({});
    advance(5_000);
    answer(new Response('{"result":{"allow":true}}'));
    expect(await asked).toMatchObject({ allow: false, failure: 'late' });
  });

  it('an input that is no JSON is a refusal', async () => {
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    expect(await agentOf('http://127.0.0.1:1').ask(circle)).toMatchObject({ allow: false, failure: 'unreadable' });
  });

  const settle = () => new Promise((resolve) => setImmediate(resolve));

  it('asks again after failures that may pass, each time later', async () => {
    const server = await serve((_, response, __, count) => {
      if (count < 2) response.writeHead(503).end();
      else decide(response, { allow: true });
    });
    const waits: number[] = [];
    const clock: Clock = {
      nowMs: () => 0,
      after: (delayMs, callback) => {
        if (delayMs === 5_000) return () => {};
        waits.push(delayMs);
        const timer = setImmediate(callback);
        return () => clearImmediate(timer);
      },
    };
    const asked = agentOf(server.url, { clock, retries: 3, retryDelayMs: 100 }).ask({});
    expect(await asked).toEqual({ allow: true, reasons: [] });
    expect(waits).toEqual([100, 200]);
    expect(server.bodies).toHaveLength(3);
  });

  it('does not ask again when the server has answered something else', async () => {
    const server = await serve(text(200, 'no'));
    await agentOf(server.url, { retries: 5 }).ask({});
    expect(server.bodies).toHaveLength(1);
  });

  it.each<[string, object, string]>([
    ['no url', { path: 'a', timeoutMs: 1 }, 'url was undefined'],
    ['a url of another protocol', { url: 'file:///etc/passwd', path: 'a', timeoutMs: 1 }, 'url was "file:'],
    ['a path that leads elsewhere', { url: 'http://a', path: '../policies', timeoutMs: 1 }, 'path was "../policies"'],
    ['no timeout', { url: 'http://a', path: 'a' }, 'timeoutMs was undefined'],
  ])('refuses %s', (_, options, says) => {
    expect(() => openPolicyAgent(options as OpenPolicyAgentOptions)).toThrow(says);
  });

  it('turns inputs into controls, and leaves out what was overtaken', async () => {
    const server = await serve((_, response, body) => decide(response, { allow: body.includes('3') }));
    const inputs = new Subject<unknown>();
    const seen: unknown[] = [];
    const done = new Promise<void>((resolve, reject) =>
      agentOf(server.url)
        .controls(inputs)
        .subscribe({ next: (control) => seen.push(control), complete: resolve, error: reject }),
    );
    inputs.next(1);
    inputs.next(2);
    inputs.next(3);
    inputs.complete();
    await done;
    expect(server.bodies).toEqual(['{"input":1}', '{"input":3}']);
    expect(seen).toEqual([
      { type: 'observed', name: 'opa', value: { allow: false, reasons: [] } },
      { type: 'observed', name: 'opa', value: { allow: true, reasons: [] } },
    ]);
  });

  it('says nothing more to those who have left, and passes on an error of the inputs', async () => {
    const server = await serve((_, response) => decide(response, { allow: true }));
    const inputs = new Subject<unknown>();
    const seen: unknown[] = [];
    const subscription = agentOf(server.url)
      .controls(inputs)
      .subscribe((control) => seen.push(control));
    inputs.next(1);
    await server.reached(1);
    subscription.unsubscribe();
    await settle();
    expect(seen).toEqual([]);
    expect(inputs.observed).toBe(false);
    const failing = new Subject<unknown>();
    let failure: unknown;
    agentOf(server.url)
      .controls(failing)
      .subscribe({ error: (error) => (failure = error) });
    failing.error(new Error('no inputs'));
    expect(failure).toEqual(new Error('no inputs'));
  });
});
