export { type DecisionLogFileOptions, decisionLogFile } from './decision-log-file';
export { fileStepJournal } from './file-step-journal';
export { type StdioTransportOptions, stdioTransport } from './stdio-transport';
