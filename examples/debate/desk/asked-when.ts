import { type Agent, abstain, defineAgent } from '@sigmax/agents';

/** Makes an agent that is asked at some moments alone; at all others it has no opinion. It sees every bar. */
export const askedWhen = (agent: Agent, isTime: (timeMs: number) => boolean, otherwise: string): Agent => {
  const closed = defineAgent({ name: agent.name, start: () => () => abstain('not-applicable', otherwise) });
  return {
    name: agent.name,
    start: (context) => {
      const [open, between] = [agent.start(context), closed.start(context)];
      return {
        observe: (snapshot) => open.observe(snapshot),
        ask: (situation, call) => (isTime(situation.timeMs) ? open : between).ask(situation, call),
      };
    },
  };
};
