/** What to do when the engine could not write a file, by what it said. */
export const mergeRemedy = (said: string): string =>
  /out of memory/i.test(said)
    ? 'Open the catalogue with a larger memoryMiB: the rows of one file are sorted together. Nothing was changed.'
    : 'Check the space on the disk, and the files of the catalogue with its report; nothing was changed.';
