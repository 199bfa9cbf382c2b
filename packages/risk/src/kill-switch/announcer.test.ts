import { describe, expect, it } from 'vitest';
import { announcer, guarded } from './announcer';

const failed = (message: string) => `failed: ${message}`;

describe('an announcer', () => {
  it('tells what a listener causes after what it was told, to all in one order', () => {
    const heard: string[] = [];
    const { announce, listen } = announcer<string>([], failed);
    listen((event) => {
      heard.push(`a ${event}`);
      if (event === '1') announce('2');
    });
    listen((event) => heard.push(`b ${event}`));
    announce('1');
    expect(heard).toEqual(['a 1', 'b 1', 'a 2', 'b 2']);
  });

  it('goes on when a listener throws or rejects, and says so once', async () => {
    const heard: string[] = [];
    const { announce, listen } = announcer<string>([], failed);
    listen(() => {
      throw new Error('broken');
    });
    listen(async () => Promise.reject(new Error('later')));
    listen((event) => heard.push(event));
    announce('1');
    expect(heard).toEqual(['1', 'failed: broken']);
    await new Promise((resolve) => setTimeout(resolve, 1));
    expect(heard).toEqual(['1', 'failed: broken', 'failed: later']);
  });

  it('tells nobody while it is held, and all of it afterwards, even when that throws', () => {
    const heard: string[] = [];
    const { announce, hold, listen } = announcer<string>([(event) => heard.push(event)], failed);
    const stop = listen((event) => heard.push(`second ${event}`));
    hold(() => {
      announce('1');
      hold(() => announce('2'));
      expect(heard).toEqual([]);
    });
    expect(heard).toEqual(['1', 'second 1', '2', 'second 2']);
    stop();
    expect(() =>
      hold(() => {
        announce('3');
        throw new Error('inside');
      }),
    ).toThrow('inside');
    announce('4');
    expect(heard.slice(4)).toEqual(['3', '4']);
  });
});

it('a guarded call passes on what it returns to nobody', () => {
  const messages: string[] = [];
  guarded(
    () => 7,
    (message) => messages.push(message),
  );
  expect(messages).toEqual([]);
});
