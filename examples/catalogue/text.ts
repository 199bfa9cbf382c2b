import type { Outcome } from './outcome';

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** The outcome as text; the report itself has at most 100 columns. */
export const textOf = ({ note, files, report, findings }: Outcome): string => {
  const received = files.reduce((sum, { result }) => sum + (result?.received ?? 0), 0);
  const added = files.reduce((sum, { result }) => sum + (result?.added ?? 0), 0);
  const refused = files.filter((one) => one.refused !== undefined);
  return [
    note,
    `Ingested ${counted(files.length - refused.length, 'file')}: ${counted(received, 'row')}, ${added} of them new.`,
    ...refused.map((one) => `Refused ${one.file}: ${one.refused}`),
    '',
    String(report),
    '',
    findings.length === 0
      ? 'Sound. With --strict gaps and outliers are findings too.'
      : `Look at: ${findings.join('; ')}.`,
  ].join('\n');
};
