export { EnvironmentError } from './errors';
