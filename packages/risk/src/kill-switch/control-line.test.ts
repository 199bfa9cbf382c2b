import type { Control } from '@sigmax/core';
import { map } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { controlLine } from './control-line';

const said = (name: string): Control => ({ type: 'observed', name, value: 1 });
const nameOf = (control: Control): string => (control.type === 'observed' ? control.name : control.type);

describe('a control line', () => {
  it('tells a bot what stands before anything else, and nothing after it has left', () => {
    const heard: string[] = [];
    const { controls, send } = controlLine(
      () => [said('standing')],
      () => {},
    );
    send(said('before'), () => true);
    const bot = controls(undefined).subscribe((control) => heard.push(nameOf(control)));
    send(said('now'), () => true);
    bot.unsubscribe();
    send(said('later'), () => true);
    expect(heard).toEqual(['standing', 'now']);
  });

  it('tells bots only what is for them', () => {
    const heard: string[] = [];
    const { controls, send } = controlLine(
      (ids) => (ids === undefined ? [said('all')] : []),
      () => {},
    );
    controls(undefined).subscribe((control) => heard.push(`every ${nameOf(control)}`));
    controls(['a:X/Y']).subscribe((control) => heard.push(`a ${nameOf(control)}`));
    send(said('b'), (ids) => ids === undefined || ids.includes('b:X/Y'));
    expect(heard).toEqual(['every all', 'every b']);
  });

  it('tells a bot that is being told what stands of what comes meanwhile, too', () => {
    const heard: string[] = [];
    const { controls, send } = controlLine(
      () => [said('one'), said('two')],
      () => {},
    );
    controls(undefined).subscribe((control) => {
      heard.push(nameOf(control));
      if (nameOf(control) === 'one') send(said('wider'), () => true);
    });
    expect(heard).toEqual(['one', 'wider', 'two']);
  });

  it('stops telling what was overtaken', () => {
    const heard: string[] = [];
    let isStale = false;
    const { controls, send } = controlLine(
      () => [],
      () => {},
    );
    controls(undefined).subscribe(() => {
      isStale = true;
    });
    controls(undefined).subscribe((control) => heard.push(nameOf(control)));
    send(
      said('kill'),
      () => true,
      () => isStale,
    );
    expect(heard).toEqual([]);
  });

  it('keeps nothing from the others when one breaks', () => {
    const heard: string[] = [];
    const errors: unknown[] = [];
    const { controls, send } = controlLine(
      () => [],
      () => {},
    );
    controls(undefined)
      .pipe(
        map(() => {
          throw new Error('broken');
        }),
      )
      .subscribe({ error: (error) => errors.push(error) });
    controls(undefined).subscribe((control) => heard.push(nameOf(control)));
    send(said('kill'), () => true);
    expect([heard, errors.length]).toEqual([['kill'], 1]);
  });
});
