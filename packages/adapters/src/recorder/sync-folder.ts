import { open } from 'node:fs/promises';

/** Makes a new name in a folder outlive a power cut. Windows keeps folders by itself and cannot be asked to. */
export const syncFolder = async (folder: string): Promise<void> => {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};
