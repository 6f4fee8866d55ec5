import type { LocaleDisagreement } from '../documentation/locale-disagreement.js';
import { SENTENCES } from './iservervirtualdeviceset2-close.sentences.js';

/** Where the languages of the published page of IServerVirtualDeviceSet2::Close say different things. */
export const DISAGREEMENTS: readonly LocaleDisagreement[] = [
  {
    id: 'contradiction.resources-of-what',
    title: 'Whose resources Close releases',
    sentence: SENTENCES.releasesAllResources,
    sides: [
      { locales: ['en', 'ru'], says: 'those of the virtual device' },
      { locales: ['fr', 'it'], says: 'those of the whole set' },
    ],
    reading:
      'Those of the set, its devices included: a set has several devices, so one alone cannot be meant.',
    rules: ['CLOSE-02', 'ENGINE-CLOSE-11'],
  },
];
