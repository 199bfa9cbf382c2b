export { parseLp } from './parse-lp';
