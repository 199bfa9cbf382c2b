/** What a task of research is about. Closed: a planner that names another kind is refused. */
export const taskKinds = [
  'news',
  'social',
  'on-chain',
  'fundamental',
  'technical',
  'sentiment-index',
  'liquidity',
  'macro',
] as const;

export type TaskKind = (typeof taskKinds)[number];

/** What a task may use at most. */
export interface TaskBudget {
  readonly timeoutMs: number;
  /** Billionths of a US dollar. */
  readonly nanoUsd: number;
}

/** One piece of research, and what has to be done before it. */
export interface Task {
  readonly id: string;
  readonly kind: TaskKind;
  /** Names of tasks whose results it needs. */
  readonly after: readonly string[];
  /** Whether a decision is worth little without it. */
  readonly isNeeded: boolean;
  readonly budget: TaskBudget;
}
