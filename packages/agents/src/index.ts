export { AgentError, ModelError } from './errors';
