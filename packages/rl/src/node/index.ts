export { openLogFile } from './open-log-file';
