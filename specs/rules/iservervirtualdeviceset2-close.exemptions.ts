import type { Exemption } from '../documentation/recorded.js';
import type { Kind } from '../documentation/place.js';

/**
 * What the published page of IServerVirtualDeviceSet2::Close has besides the sentences that rules rest on, and why none rests
 * on it. With fingerprints it is this text that needs no rule: when it changes, somebody has to look again.
 */
export const EXEMPTIONS: readonly Exemption[] = [
  exempt('lead', 'front matter', [1, 1], 'about the page: its date, its authors, how it is published'),
  exempt('lead', 'include', [1, 1], 'names the products that the page is for'),
  exempt('lead', 'title', [1, 1], 'names the method; requires nothing', {
    en: '59984498aca0ab92',
    ru: '59984498aca0ab92',
    fr: '59984498aca0ab92',
    it: '59984498aca0ab92',
  }),
  exempt('Syntax', 'heading', [1, 1], 'the heading of a part', {
    en: 'dc93879e3107703b',
    ru: 'b31b088205fc72bf',
    fr: '5c52788d332a87aa',
    it: '6db8ea6480a8b0d1',
  }),
  exempt(
    'Syntax',
    'code',
    [1, 1],
    'the signature: the bindings call it as such, at its place in the vtable',
    { en: 'bf58396a348654e2', ru: 'bf58396a348654e2', fr: 'bf58396a348654e2', it: 'bf58396a348654e2' },
  ),
  exempt('Return Value', 'heading', [1, 1], 'the heading of a part', {
    en: '4329767c30021f6e',
    ru: 'c13d07e69c0c7a1e',
    fr: 'ae5e5448d2bc941a',
    it: 'd2ac7b537fecedb0',
  }),
  exempt('Return Value', 'column', [1, 1], 'the name of a column', {
    en: '4329767c30021f6e',
    ru: 'c13d07e69c0c7a1e',
    fr: 'ae5e5448d2bc941a',
    it: 'd2ac7b537fecedb0',
  }),
  exempt('Return Value', 'column', [1, 2], 'the name of a column', {
    en: '16ee4625bce919a2',
    ru: '1cd33df9055dbd6b',
    fr: '867149abc24287c9',
    it: '277c890bbef7aec1',
  }),
  exempt(
    'Return Value',
    'value',
    [1, 1],
    'the value that the explanation beside it is of; the rules that rest on that one judge it',
    { en: '36c298f5025717d2', ru: '36c298f5025717d2', fr: '36c298f5025717d2', it: '36c298f5025717d2' },
  ),
  exempt('Remarks', 'heading', [1, 1], 'the heading of a part', {
    en: 'b5025c735015c294',
    ru: 'b5025c735015c294',
    fr: '8a7525b1492fb848',
    it: '86be8dbd3ce0c538',
  }),
  exempt('Next steps', 'heading', [1, 1], 'the heading of a part', {
    en: 'dd00d3d3e9f73d27',
    ru: '917b822bd00b8687',
    fr: 'cd87c3007d4e191b',
    it: '0e6f7171db925120',
  }),
  exempt('Next steps', 'sentence', [1, 1], 'sends the reader to the overview', {
    en: '9b3def20ce11f2ba',
    ru: 'f413ff6d1cd96ef7',
    fr: '7ced0d15c816be8c',
    it: '04d93c5a7e437bc4',
  }),
];

function exempt(
  section: string,
  kind: Kind,
  [paragraph, sentence]: readonly [number, number],
  reason: string,
  fingerprint?: Exemption['fingerprint'],
): Exemption {
  const place = { section, kind, paragraph, sentence };
  return { page: 'iservervirtualdeviceset2-close', place, reason, ...(fingerprint && { fingerprint }) };
}
