import { expect, test } from 'vitest';
import { isForgotten, LABELS, ownLabels } from './labels.js';

const dead = (): boolean => false;
const alive = (): boolean => true;

test('a container is forgotten when the process of this machine that made it is no more', () => {
  expect(isForgotten(ownLabels(), alive)).toBe(false);
  expect(isForgotten(ownLabels(), dead)).toBe(true);
});

test('nobody knows which processes live on another machine, or what made a container without our labels', () => {
  expect(isForgotten({ ...ownLabels(), [LABELS.host]: 'another' }, dead)).toBe(false);
  expect(isForgotten({}, dead)).toBe(false);
  expect(isForgotten({ ...ownLabels(), [LABELS.pid]: '0' }, dead)).toBe(false);
  expect(isForgotten({ ...ownLabels(), [LABELS.pid]: 'x' }, dead)).toBe(false);
});

test('every run has a name of its own', () => {
  expect(ownLabels()[LABELS.run]).not.toBe(ownLabels()[LABELS.run]);
});
