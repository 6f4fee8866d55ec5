import { describe, expect, test } from 'vitest';
import { KETTLE, made } from './hand-made.js';
import { placeText } from './place.js';
import type { NamedAs } from './parse-page.js';

const HEAD = '# IServerVirtualDeviceSet2::Close (VDI)\n\n';

/** Place and text of each piece below the title. */
function pieces(body: string, named: Partial<NamedAs> = {}): string[] {
  return made(HEAD + body, named)
    .pieces.slice(1)
    .map(({ place, text }) => `${placeText(place)}: ${text}`);
}

const texts = (body: string, named: Partial<NamedAs> = {}): string[] =>
  made(HEAD + body, named)
    .pieces.slice(1)
    .map(({ text }) => text);

describe('a page of Markdown', () => {
  test('is cut into pieces by section, paragraph and sentence', () => {
    expect(made(KETTLE).pieces.map(({ place, text }) => `${placeText(place)}: ${text}`)).toEqual([
      'the front matter: ',
      'the title: IServerVirtualDeviceSet2::Close (VDI)',
      'lead, include 1: [!INCLUDE Kettles]',
      'lead, paragraph 1, sentence 1: The Boil function heats the water.',
      'lead, paragraph 1, sentence 2: It ends when steam rises.',
      'heading Syntax: Syntax',
      'Syntax, code 1: HRESULT IKettle::Boil ();',
      'heading Return Value: Return Value',
      'Return Value, head of a table, column 1: Return Value',
      'Return Value, head of a table, column 2: Explanation',
      'Return Value, row 1, value: E_EMPTY',
      'Return Value, row 1, explanation: No water was found.',
      'heading Remarks: Remarks',
      'Remarks, paragraph 1, sentence 1: Fill the kettle before you boil it.',
      'Remarks, paragraph 1, sentence 2: An empty kettle gets hot.',
      'Remarks, paragraph 1, sentence 3: The lid should be shut.',
      'Remarks, paragraph 2, sentence 1: Tea needs water that boils.',
      'Remarks, paragraph 2, sentence 2: Coffee, e.g. IKettle::Filter, does not.',
      'heading Next steps: Next steps',
      'Next steps, paragraph 1, sentence 1: Read about cups.',
    ]);
  });

  test('gives a sentence the fingerprint that a rule records: SHA-256, bold removed, one space', () => {
    const [piece] = made(`${HEAD}The **lid**\n  is   shut.`).pieces.slice(1);
    // printf 'The lid is shut.' | sha256sum
    expect(piece).toMatchObject({ text: 'The lid is shut.', fingerprint: '46930e84d769b66d' });
  });

  test.each([
    ['a link', 'See [the lid](lid.md). Shut it.', ['See the lid.', 'Shut it.']],
    ['emphasis, code and what is struck out', '*Shut* `the` ~~lid~~ **now**.', ['Shut the lid now.']],
    ['entities and escapes', 'Tea &amp; milk&nbsp;&lt; 5 \\* 2.', ['Tea & milk < 5 * 2.']],
    ['dots in code', 'Call `Boil. Wait!` twice. Pour.', ['Call Boil. Wait! twice.', 'Pour.']],
    [
      'dots in names',
      'Use the .NET kettle. Load kettle.dll 2.0 first.',
      ['Use the .NET kettle.', 'Load kettle.dll 2.0 first.'],
    ],
    ['methods', 'Call IKettle::Boil. Then pour.', ['Call IKettle::Boil.', 'Then pour.']],
    [
      'an abbreviation',
      "Use a pot, e.g. Grandma's. Pour, i.e. Tilt it.",
      ["Use a pot, e.g. Grandma's.", 'Pour, i.e. Tilt it.'],
    ],
    ['other ends', 'Is it hot? Yes! Good…', ['Is it hot?', 'Yes!', 'Good…']],
    ['a line that was broken by hand', 'Shut\\\nthe lid.  \nPour.', ['Shut the lid.', 'Pour.']],
    ['an image', '![A kettle.](k.png)', ['A kettle.']],
    ['HTML', '<p>Shut <b>the</b> lid.</p>', ['Shut the lid.']],
    ['HTML within a line', 'Shut <b>the</b> lid.<!-- why? -->', ['Shut the lid.']],
    ['a comment', '<!-- Nobody sees this. -->', []],
  ])('reads %s as a reader sees it', (_, body, expected) => {
    expect(texts(body)).toEqual(expected);
  });

  test('counts items of lists, also nested ones, and paragraphs of alerts and quotes as paragraphs', () => {
    const body = `Shut it.\n\n- One. Two.\n  1. Deep.\n     - Deeper.\n\n> [!WARNING]\n> Hot! Mind it.\n>\n> Really.\n\n> Said he.`;
    expect(pieces(body)).toEqual([
      'lead, paragraph 1, sentence 1: Shut it.',
      'lead, paragraph 2, sentence 1: One.',
      'lead, paragraph 2, sentence 2: Two.',
      'lead, paragraph 3, sentence 1: Deep.',
      'lead, paragraph 4, sentence 1: Deeper.',
      'lead, paragraph 5, sentence 1: Hot!',
      'lead, paragraph 5, sentence 2: Mind it.',
      'lead, paragraph 6, sentence 1: Really.',
      'lead, paragraph 7, sentence 1: Said he.',
    ]);
  });

  test('numbers the rows of tables apart from paragraphs, and keeps every cell', () => {
    const table = '| a | b | c |\n|---|---|---|\n| 1 | One. More. | `x\\|y` |\n| 2 | | |';
    expect(pieces(`## Return Value\n\nOne of these.\n\n${table}`).slice(1)).toEqual([
      'Return Value, paragraph 1, sentence 1: One of these.',
      'Return Value, head of a table, column 1: a',
      'Return Value, head of a table, column 2: b',
      'Return Value, head of a table, column 3: c',
      'Return Value, row 1, value: 1',
      'Return Value, row 1, explanation: One. More.',
      'Return Value, row 1, explanation 2: x|y',
      'Return Value, row 2, value: 2',
      'Return Value, row 2, explanation: ',
      'Return Value, row 2, explanation 2: ',
    ]);
  });

  test('knows a section by its name in any language, or by the anchor of a translation', () => {
    expect(pieces('## Osservazioni\n\nChiudi.')[1]).toBe('Remarks, paragraph 1, sentence 1: Chiudi.');
    expect(pieces('## <a name="remarks"></a>Zusatz\n\nZu.')[1]).toBe('Remarks, paragraph 1, sentence 1: Zu.');
    expect(pieces('## Kettles\n\nShut.')[1]).toBe('Kettles, paragraph 1, sentence 1: Shut.');
  });

  test('takes a fence that nobody closed, and a table of the front matter that nobody ended, for what they are', () => {
    expect(pieces('```\nShut. Pour.')).toEqual(['lead, code 1: Shut. Pour.']);
    expect(made(`---\ntitle: x\n\n${HEAD}Shut.`).pieces.at(-1)?.text).toBe('Shut.');
  });

  test('reads a page with a byte order mark and lines as on Windows', () => {
    const windows = made(`\uFEFF${KETTLE.replaceAll('\n', '\r\n')}`);
    expect(windows.pieces).toEqual(made(KETTLE).pieces);
  });
});
