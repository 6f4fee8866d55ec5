import { expect, test } from 'vitest';
import { KETTLE, made } from './hand-made.js';
import { placeText } from './place.js';

/** The kettle's page as a browser shows it, copied as text. */
const COPIED = `Skip to content
Kettle docs

History
44 lines · 2 KB
title IKettle::Boil
ms.date 01/02/2003

IServerVirtualDeviceSet2::Close (VDI)

[!INCLUDEkettles]

The Boil function heats the water. It ends when steam rises.

Syntax

HRESULT IKettle::Boil ();

Return Value

Return Value Explanation
E_EMPTY No water was found.

Remarks

Fill the kettle before you boil it. An empty kettle gets hot. The lid should be shut.

Tea needs water that boils. Coffee, e.g. IKettle::Filter, does not.

Next steps

Read about cups.`;

const withoutIncludes = (content: string) =>
  made(content, { file: 'en.txt' }).pieces.filter(({ place }) => place.kind !== 'include');

test('gives the pieces, places and fingerprints that the Markdown gives', () => {
  expect(made(COPIED).form).toBe('text');
  expect(withoutIncludes(COPIED)).toEqual(withoutIncludes(KETTLE));
  expect(made(COPIED).pieces.filter(({ place }) => place.kind === 'include')).toHaveLength(1);
});

test.each([
  ['tabs between cells', COPIED.replace('E_EMPTY ', 'E_EMPTY\t').replace('Value Expl', 'Value\tExpl')],
  ['lines as on Windows', COPIED.replaceAll('\n', '\r\n')],
  ['a paragraph that was broken into lines', COPIED.replace('kettle before', 'kettle\nbefore')],
])('also with %s', (_, content) => {
  expect(content).not.toBe(COPIED);
  expect(withoutIncludes(content)).toEqual(withoutIncludes(KETTLE));
});

test('takes lines that each end a sentence for a list', () => {
  const list = COPIED.replace('The lid should be shut.', 'The lid should be shut.\nPour.\nDrink.');
  const places = made(list).pieces.filter(({ text }) => /^(?:Pour|Drink)/.test(text));
  expect(places.map(({ place }) => placeText(place))).toEqual([
    'Remarks, paragraph 2, sentence 1',
    'Remarks, paragraph 3, sentence 1',
  ]);
});

test('shows a heading that it does not know as a sentence', () => {
  const more = made(COPIED.replace('Next steps', 'Dangers\n\nSteam burns.\n\nNext steps'));
  expect(more.pieces.map(({ text }) => text)).toEqual(expect.arrayContaining(['Dangers', 'Steam burns.']));
});
