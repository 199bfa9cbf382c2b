/** Every kind of mistake that `checkEnvironment` finds. */
export type EnvironmentFault =
  | 'INVALID_SPACES'
  | 'RESET_FAILED'
  | 'STEP_FAILED'
  | 'OBSERVATION_NOT_ARRAY'
  | 'OBSERVATION_SIZE'
  | 'OBSERVATION_NOT_FINITE'
  | 'OBSERVATION_OUTSIDE'
  | 'OBSERVATION_REUSED'
  | 'REWARD_NOT_FINITE'
  | 'FLAGS_NOT_BOOLEAN'
  | 'INFO_NOT_OBJECT'
  | 'RESET_NOT_REPEATABLE'
  | 'SEED_IGNORED'
  | 'STEP_NOT_REPEATABLE'
  | 'SHARED_STATE'
  | 'SEED_NOT_NEEDED'
  | 'STEP_BEFORE_RESET'
  | 'STEP_AFTER_END'
  | 'ACTION_NOT_CHECKED'
  | 'ACTION_CHANGED'
  | 'INVALID_MASK';

/** One way in which an environment breaks its contract. */
export interface EnvironmentFinding {
  readonly code: EnvironmentFault;
  /** What was seen. */
  readonly message: string;
}

/** Notes a finding; the first of each kind is kept. */
export type Found = (code: EnvironmentFault, message: string) => void;
