export { type AgentNodeOptions, agentNode, type NodeConfig } from './agent-node';
export { type GraphAgentOptions, graphAgent, type InvocableGraph } from './graph-agent';
