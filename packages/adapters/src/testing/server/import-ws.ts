import { InvalidOptionsError } from '@sigmax/core';

/** Loads the WebSocket library, which is an optional peer. */
export const importWs = async (): Promise<typeof import('ws')> => {
  try {
    return await import('ws');
  } catch (cause) {
    throw new InvalidOptionsError({
      code: 'MISSING_PACKAGE',
      message: 'loopbackVenue needs the package ws.',
      remedy: 'Run npm install ws.',
      cause,
    });
  }
};
