/**
 * Does `work` for each item, at most `most` at once, and gives the results in the order of the items. After an error nothing new is
 * begun; it is thrown when what runs has ended.
 */
export const inOrder = async <Item, Result>(
  items: readonly Item[],
  most: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> => {
  const results: Result[] = [];
  const errors: unknown[] = [];
  let begun = 0;
  const workOn = async (): Promise<void> => {
    while (begun < items.length && errors.length === 0) {
      const place = begun++;
      try {
        results[place] = await work(items[place] as Item);
      } catch (error) {
        errors.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, workOn));
  if (errors.length > 0) throw errors[0];
  return results;
};
