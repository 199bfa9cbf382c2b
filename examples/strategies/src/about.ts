/** What all plugins of this package have in common. */
export const about = { version: '0.0.0', sdk: '>=0.0.0 <1.0.0' } as const;
