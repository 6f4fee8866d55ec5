import { describe, expect, test } from 'vitest';
import { KETTLE, made } from './hand-made.js';
import { PageUnreadableError } from './parse-limits.js';
import { parsePage } from './parse-page.js';

const inFrontMatter = (locale: string): string =>
  KETTLE.replace('ms.date', `ms.contentlocale: ${locale}\nms.date`);
const ITALIAN = KETTLE.replace('## Remarks', '## Osservazioni').replace(
  '## Next steps',
  '## Passaggi successivi',
);

describe('which page it is', () => {
  test('its title says, when its name does not', () => {
    expect(made(KETTLE).page).toBe('iservervirtualdeviceset2-close');
    expect(parsePage(KETTLE.replace('Set2::Close', 'Set2::Open'), { file: 'en.md' })).toBeNull();
    expect(parsePage('', { file: 'en.md' })).toBeNull();
  });

  test('its name says, whatever its title', () => {
    const page = 'iservervirtualdeviceset2-close';
    expect(made(KETTLE.replace('Set2::Close', 'Set2::Open'), { page }).page).toBe(page);
  });

  test('a title in a sentence makes no page of it', () => {
    expect(parsePage('See IServerVirtualDeviceSet2::Close (VDI).', { file: 'en.md' })).toBeNull();
  });
});

describe('its language', () => {
  test.each([
    ['in the front matter, before all else', inFrontMatter('fr-FR'), 'ru', 'fr'],
    ['in its name', ITALIAN, 'ru', 'ru'],
    ['in the headings', ITALIAN, undefined, 'it'],
    ['nowhere: English, which the original does not say', KETTLE, undefined, 'en'],
  ])('is %s', (_, content, language, locale) => {
    expect(made(content, language === undefined ? {} : { language }).locale).toBe(locale);
  });

  test('may be one that the kit does not read', () => {
    expect(parsePage(inFrontMatter('de-DE'), { file: 'x.md' })).toEqual({ file: 'x.md', language: 'de-DE' });
    expect(parsePage(KETTLE, { file: 'x.md', language: 'ja-jp' })).toEqual({
      file: 'x.md',
      language: 'ja-jp',
    });
  });
});

describe('what cannot be a page is refused before it is parsed', () => {
  const named = { file: 'docs/close.md', page: 'iservervirtualdeviceset2-close' };
  test.each([
    ['too long', `${KETTLE}\n${'x\n\n'.repeat(100_000)}`, /262144 characters/],
    ['a paragraph without end', `${KETTLE}\n${'a[b]('.repeat(2000)}`, /paragraph of more than 8192/],
    ['quotes in quotes', `${KETTLE}\n${'>'.repeat(2000)} x`, /begins with more than 64 marks/],
    ['lists in lists', `${KETTLE}\n${'- '.repeat(200)}x`, /begins with more than 64 marks/],
    ['deep lists', Array.from({ length: 100 }, (_, i) => `${' '.repeat(2 * i)}- x\n`).join('\n'), /64 marks/],
    ['binary', `${KETTLE}\0`, /binary/],
  ])('%s', (_, content, why) => {
    const parse = () => parsePage(content, named);
    expect(parse).toThrow(PageUnreadableError);
    expect(parse).toThrow(why);
    expect(parse).toThrow(/^docs\/close\.md is named as a page/);
  });

  test('but not a rule between two parts, or what is just allowed', () => {
    expect(made(`${KETTLE}\n${'-'.repeat(200)}\n`).pieces.length).toBe(made(KETTLE).pieces.length);
    expect(made(`${KETTLE}\n${'> '.repeat(20)}Deep.`).pieces.at(-1)?.text).toBe('Deep.');
  });
});
