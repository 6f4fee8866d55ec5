import { expect, test } from 'vitest';
import { CONTRADICTIONS_FR } from '../contradictions.fr.js';
import { FR } from '../fr.js';
import { typographicFaults } from './typography.js';

test.each(Object.entries({ ...FR, ...CONTRADICTIONS_FR }))(
  '%s has French spaces and apostrophes',
  (_, texts) => {
    for (const text of Object.values({ ...texts }).flat()) expect(typographicFaults(text), text).toEqual([]);
  },
);

test.each([
  ['fin : bien', 'a colon'],
  ['fin ; bien', '; ? or !'],
  ['« bien »', 'guillemets'],
  ["l'ensemble", 'a straight apostrophe'],
  ['“bien”', 'a straight apostrophe'],
])('%s is not written so', (text, fault) => {
  expect(typographicFaults(text)).toEqual([expect.stringContaining(fault)]);
});

test('the scope operator of C++ is no colon', () => {
  expect(typographicFaults('IServerVirtualDeviceSet2::Close\u00a0: il ferme')).toEqual([]);
});
