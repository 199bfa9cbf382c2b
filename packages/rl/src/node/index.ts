export { readBundle, writeBundle } from './bundle-folder';
export { openLogFile } from './open-log-file';
