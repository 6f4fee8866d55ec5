import { expect, it } from 'vitest';
import { TWO_COMMANDS } from '../testing/two-commands.js';
import { FLAT_HEADER, flatText } from './flat-text.js';
import { planOf } from './plan.js';

const text = flatText(
  7,
  planOf(
    {
      deviceCount: 1,
      steps: [
        ...TWO_COMMANDS,
        { end: 'client', call: 'GetCommand', device: 0 },
        { end: 'client', call: 'CompleteCommand', device: 0, which: 'oldest', code: 'ERROR_SUCCESS' },
        { end: 'client', call: 'dies' },
      ],
    },
    '@set',
  ),
);

it('is a line for each thing to do, with what is allowed behind it', () => {
  expect(FLAT_HEADER).toBe('vdi-sequences 1');
  const lines = text.split('\n');
  expect([lines[0], ...lines.slice(-2)]).toEqual(['sequence 7', 'end', '']);
  expect(text).toContain('client call set Create name=@set deviceCount=1 features=65536 -> 00000000\n');
  expect(text).toContain('server begin agent set ExecuteCompletionAgent -> waits\n');
  expect(text).toContain('client call device:0 GetCommand timeoutMs=0 -> 00000000 brings=1\n');
  expect(text).toMatch(/^server await agent -> 80770004$/m);
});

it('announces callbacks just before the step that causes them, whose end it may not be', () => {
  expect(text).toMatch(/GetCommand .*\nserver due 1:0\nclient call device:0 CompleteCommand /);
  expect(text).toMatch(/CompleteCommand .*\n(?:server (?!due).*\n)*server due 2:995\nclient dies\n/);
  expect(text.match(/^server due /gm)).toHaveLength(2);
  expect(text).toMatch(/^server callbacks 2$/m);
});
