import { readFileSync } from 'node:fs';

/**
 * When a process was started, in ticks since the machine was, where the system says so (Linux); empty elsewhere. A number that
 * was given to another process since is told apart by it.
 */
export const processStart = (pid: number): string => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name, in brackets, and may hold spaces and brackets itself.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
};
