import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expandCommand, literally, placeholdersIn, PLACEHOLDERS, type Placeholder } from './placeholders.js';

/** Each value is none that could come of another. */
const VALUES = Object.fromEntries(Object.keys(PLACEHOLDERS).map((name) => [name, `<${name}>`])) as Record<
  Placeholder,
  string
>;

function expanded(text: string, values: Partial<Record<Placeholder, string>> = VALUES): string | undefined {
  return expandCommand({ command: ['client', text], env: {}, cwd: null }, values).args[0];
}

test.each(Object.keys(PLACEHOLDERS))('{%s} is replaced', (name) => {
  expect(expanded(`{${name}}`)).toBe(`<${name}>`);
});

test.each([
  ['--set={set}', '--set=<set>'],
  ['{set}{set}-{direction}', '<set><set>-<direction>'],
  ['{{set}}', '{set}'],
  ['{{{set}}}', '{<set>}'],
  ['{{"a":{{"b":"{set}"}}}}', '{"a":{"b":"<set>"}}'],
  ['$HOME "quoted" `x` *', '$HOME "quoted" `x` *'],
  ['', ''],
])('%s becomes %s', (text, becomes) => {
  expect(expanded(text)).toBe(becomes);
});

test('every part is filled in, and nothing is split or filled in twice', () => {
  const values = { ...VALUES, set: "a b' {file}", devices: 'a b,c' };
  expect(
    expandCommand(
      {
        command: ['{library}', '{set}', '{devices}'],
        env: { NAME: 'x{port}', '{set}': '' },
        cwd: '/a/{direction}',
      },
      values,
    ),
  ).toEqual({
    file: '<library>',
    args: ["a b' {file}", 'a b,c'],
    env: { NAME: 'x<port>', '{set}': '' },
    cwd: '/a/<direction>',
  });
});

test('any text stands for itself when it is meant literally', () => {
  fc.assert(fc.property(fc.string(), (text) => expanded(literally(text)) === text));
});

describe('refused', () => {
  test.each([
    ['{sett}', '{sett} in "{sett}" is no placeholder'],
    ['{}', '{} in "{}" is no placeholder'],
    ['{ set }', 'is no placeholder'],
    ['{constructor}', 'is no placeholder'],
    ['a{b', 'a brace stands alone'],
    ['{set}}', 'a brace stands alone'],
    ['{{set}', 'a brace stands alone'],
  ])('%s', (text, why) => {
    expect(() => expanded(text)).toThrow(
      expect.objectContaining({
        code: 'CLIENT_PLACEHOLDER',
        message: expect.stringContaining(why) as string,
      }) as Error,
    );
  });

  test('with the names of those that there are', () => {
    const all = Object.keys(PLACEHOLDERS)
      .map((name) => `{${name}}`)
      .join(', ');
    expect(() => expanded('{x}')).toThrow(
      expect.objectContaining({ details: { remedy: expect.stringContaining(all) as string } }) as Error,
    );
  });

  test('one that has no value in this run; an empty one is a value', () => {
    expect(() => expanded('{library}', { set: 'a' })).toThrow('{library} in "{library}" has no value');
    expect(expanded('[{instance}]', { instance: '' })).toBe('[]');
  });
});

test('the placeholders of a configuration are those of all its parts', () => {
  const used = placeholdersIn({
    command: ['c', '{set}', '{{file}}'],
    env: { A: '{port}' },
    cwd: '/{direction}',
  });
  expect([...used]).toEqual(['set', 'port', 'direction']);
});
