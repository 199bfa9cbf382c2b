const turn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

/** Lets what was sent arrive: as many turns of the event loop as a few messages take. */
export const settled = async (turns = 50): Promise<void> => {
  for (let count = 0; count < turns; count++) await turn();
};
