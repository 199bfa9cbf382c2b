export type { AgentSuite } from './contract/agent-suite';
export { describeAgent } from './describe-agent';
