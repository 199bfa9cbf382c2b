/** Kinds of evidence that are news. */
export const newsKinds: readonly string[] = ['news', 'social'];
