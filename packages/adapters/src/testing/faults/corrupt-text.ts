import type { Random } from '@sigmax/core';

/** Damages a message so that a strict reader sees it: cut short, a list that is none, or a number that is too large. */
export const corruptText = (text: string, random: Random): string => {
  const cut = text.slice(0, random.integer(Math.max(1, text.length)));
  const damaged = [
    cut,
    text.replace(/:\[/, ':null,"x":['),
    text.replace(/"\d+(\.\d+)?"/, '"1e400"'),
    text.replace(/:\d+/, ':-1'),
  ][random.integer(4)] as string;
  return damaged === text ? cut : damaged;
};
