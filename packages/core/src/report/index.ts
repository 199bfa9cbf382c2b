export type { ReportOptions, ReportRow, ReportSection } from './analysis/options';
export { type HtmlReportOptions, htmlReport } from './html-report';
export { type TearSheet, tearSheet } from './tear-sheet';
