import type { RunResult } from '@sigmax/core';
import { type DecisionRecord, explainDenial } from '@sigmax/risk';

/** Every decision of a guard, explained. */
export const decisionsOf = ({ events }: RunResult): DecisionRecord[] =>
  events.flatMap((event) => {
    switch (event.type) {
      case 'order-denied':
      case 'order-shrunk':
      case 'order-delayed':
      case 'bot-halted':
        return [explainDenial(event)];
      default:
        return [];
    }
  });
