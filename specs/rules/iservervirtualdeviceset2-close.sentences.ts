import type { Locale, SentencePosition } from './rule.js';

/**
 * Every sentence of the published page of IServerVirtualDeviceSet2::Close, by position and fingerprint, in
 * the four locales. Positions are the same in all four. The sentences themselves do not stand in this project.
 */
function sentence(
  section: SentencePosition['section'],
  paragraph: number,
  number: number,
  fingerprint: Readonly<Record<Locale, string>>,
): SentencePosition {
  return { page: 'iservervirtualdeviceset2-close', section, paragraph, sentence: number, fingerprint };
}

export const SENTENCES = {
  closesASetThatOpenOpened: sentence('lead', 1, 1, {
    en: 'df90f65c898e2add',
    ru: 'eee910efecc0f6c6',
    fr: '27429813c35ee231',
    it: 'feef8fb9e2c1ba6f',
  }),
  releasesAllResources: sentence('lead', 1, 2, {
    en: '497efef85831ca60',
    ru: '8aa574df9619d62d',
    fr: '42f9776544af727c',
    it: 'd0d1d396d5c15222',
  }),
  handleOfNoUseAfterwards: sentence('lead', 1, 3, {
    en: 'cc3184e217cd471d',
    ru: 'f2054f737b476a5e',
    fr: 'db30b482c71ae899',
    it: 'b13382d37076d97e',
  }),
  protocolMeansDevicesOpen: sentence('Return Value', 1, 1, {
    en: '5f3d7d79e4bc8f84',
    ru: 'd919dabd8f203605',
    fr: '2a6504e4e82d4f51',
    it: '882c298ca9613a2a',
  }),
  devicesAreToBeClosedFirst: sentence('Remarks', 1, 1, {
    en: 'c1f417c303b0c022',
    ru: 'a8f2b78a8982a8fc',
    fr: 'c62ce8e48b6d9ece',
    it: 'e56ef285132362d9',
  }),
  elseProtocolIsReturned: sentence('Remarks', 1, 2, {
    en: '1263d801848d3e06',
    ru: 'b0fbf437ddad18a6',
    fr: 'ddbe093aeec4acf6',
    it: '8e137c4f36f3ad21',
  }),
  mappingReleasedImmediately: sentence('Remarks', 1, 3, {
    en: '7403a5e31e6deda1',
    ru: '56ac66dcbca0868b',
    fr: '1c0917faa0270a57',
    it: 'd823bef58bd18969',
  }),
  accessViolationsMayFollow: sentence('Remarks', 1, 4, {
    en: '3b8c6029a9e92ed9',
    ru: 'f0c9e708b9a1cff3',
    fr: '93ff80b89ad68e2d',
    it: '945c648546a7b133',
  }),
  signalAbortProcessing: sentence('Remarks', 1, 5, {
    en: '9ef2e39182ab6866',
    ru: '275f95df0df9a09e',
    fr: 'b7d98aa9e2e88648',
    it: 'f881db94e075c088',
  }),
  agentCompletesBeforeReturning: sentence('Remarks', 2, 1, {
    en: 'd3a89103226daa11',
    ru: 'bea87f49fa707f39',
    fr: '2ff89cf2592275e1',
    it: 'e23a144f1461ccf0',
  }),
  completedAsAborted: sentence('Remarks', 2, 2, {
    en: 'e49ff781e1d2c70e',
    ru: 'fe32a8669c84a18a',
    fr: '70950ffef6b38b5e',
    it: '8a71acf4a3bc1171',
  }),
  callbackForEachCommand: sentence('Remarks', 2, 3, {
    en: '1226c7093429ba91',
    ru: '59e86ba710291083',
    fr: 'b980eebec6985420',
    it: '75a01a70ccc366e8',
  }),
  releasedOnErrorsToo: sentence('Remarks', 3, 1, {
    en: '0f929e00655563d0',
    ru: 'b39c7826f080400a',
    fr: '4e842a7ae43fc6d9',
    it: 'a6ed59785a4d58db',
  }),
  buffersAndPointersInvalid: sentence('Remarks', 3, 2, {
    en: '8178fb8bc582ffa4',
    ru: 'ad92de62d052fa5d',
    fr: '8add082648a8f05a',
    it: '9b9fba690f60189e',
  }),
  agentEndsBeforeUnloading: sentence('Remarks', 4, 1, {
    en: 'b63e619b8c981090',
    ru: 'daa1e3a483566fdf',
    fr: 'd08b2b700e009366',
    it: '39274e5dd7768b7c',
  }),
  elseTheProcessMayFault: sentence('Remarks', 4, 2, {
    en: '1041d74ce69eb153',
    ru: '1626ae2345559985',
    fr: 'b4e2ca22bb1bd5e9',
    it: '3c5fa07a1a72b79e',
  }),
} as const satisfies Record<string, SentencePosition>;
