const delimiters = ['\t', ';', ','] as const;

/**
 * Finds what separates the cells of a first line: a tab or a semicolon that stands there often enough for six columns,
 * otherwise the most frequent of the three. A comma comes last, since it is also a decimal mark.
 */
export const detectDelimiter = (text: string): string | undefined => {
  const bare = text.replace(/"[^"]*"/g, '');
  const counts = delimiters.map((delimiter) => bare.split(delimiter).length - 1);
  const plenty = delimiters.find((_, index) => (counts[index] as number) >= 5);
  if (plenty !== undefined) return plenty;
  const most = Math.max(...counts);
  return most === 0 ? undefined : delimiters[counts.indexOf(most)];
};
