/** Expected return of each instrument for one period, by id, as a fraction: 0.001 is 0.1 %. */
export type ExpectedReturns = Readonly<Record<string, number>>;
