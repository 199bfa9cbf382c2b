export { fileJournal } from './file-journal';
export { type FileStore, fileStore } from './file-store';
