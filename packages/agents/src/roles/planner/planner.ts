import type { NowOrLater } from '../../now-or-later';
import type { AgentCall } from '../../opinion/agent';
import type { Plan } from './plan';

/** What a plan is for. */
export interface PlanQuestion {
  readonly instrumentId: string;
  readonly timeMs: number;
  /** What a person asked, in words. Untrusted: it chooses among kinds of tasks and nothing else. */
  readonly text: string;
}

/**
 * Turns a question into tasks.
 *
 * An implementer gives a plan that `makePlan` accepted, within the limits it was made with, whatever the question says.
 */
export interface Planner {
  readonly name: string;
  plan(question: PlanQuestion, call: AgentCall): NowOrLater<Plan>;
}
