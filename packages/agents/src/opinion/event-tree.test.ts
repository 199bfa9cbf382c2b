import { expect, it } from 'vitest';
import type { AgentEvent } from './agent-event';
import { eventTree, forkCall, gatedCall } from './event-tree';

const asked = (agent: string): AgentEvent => ({ type: 'agent-asked', agent, round: 0 });

const { signal } = new AbortController();

it('orders events by branch, whoever is first, and tells them as they come', () => {
  const heard: AgentEvent[] = [];
  const { call, events } = eventTree(signal, (event) => heard.push(event));
  call.emit(asked('vote'));
  const [one, two] = [forkCall(call), forkCall(call)];
  const inner = forkCall(two);
  two.emit(asked('two'));
  inner.emit(asked('inner'));
  one.emit(asked('one'));
  call.emit(asked('end'));
  const names = (list: readonly AgentEvent[]) => list.map((event) => ('agent' in event ? event.agent : ''));
  expect(names(events())).toEqual(['vote', 'one', 'inner', 'two', 'end']);
  expect(names(heard)).toEqual(['vote', 'two', 'inner', 'one', 'end']);
});

it('a call without branches is its own branch', () => {
  const call = { signal, emit: () => {} };
  expect(forkCall(call)).toBe(call);
});

it('a gate that is closed lets nothing through, from branches neither', () => {
  let isOpen = true;
  const { call, events } = eventTree(signal);
  const gated = gatedCall(call, signal, () => isOpen);
  const branch = forkCall(gated);
  branch.emit(asked('in time'));
  isOpen = false;
  branch.emit(asked('late'));
  gated.emit(asked('late'));
  expect(events()).toEqual([asked('in time')]);
});
