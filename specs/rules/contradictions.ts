import type { Locale } from './rule.js';

/** One of the two places that contradict each other. */
export interface ContradictingPlace {
  /** As rules name pages: of the published reference or of the 2005 specification; or the public header. */
  readonly page: string;
  /** The English page's heading, `lead` for what stands before the first; of a table the row and the column. */
  readonly section?: string;
  /** Where the page's languages disagree: those that say this. Left out: all. */
  readonly locales?: readonly Locale[];
  /** What it says, in our own words. */
  readonly says: string;
}

/** Two published places that cannot both be kept, and which reading of them is certified. */
export interface Contradiction {
  /** Stable, as a rule's id is. */
  readonly id: string;
  readonly title: string;
  readonly one: ContradictingPlace;
  readonly another: ContradictingPlace;
  /**
   * Which place the reading follows; a departure from it fails, though the other place has it so. `both`: the reading keeps
   * what each says. `either`: what `another` says is accepted too, and a rule that sees it finds `documents-disagree`.
   */
  readonly follows: 'one' | 'another' | 'both' | 'either';
  /** The reading that is certified. */
  readonly reading: string;
  /** Why this reading. */
  readonly reason: string;
  /** Ids of the rules that rest on the reading; none: calls that no rule judges, but the model of `explore` does. */
  readonly rules: readonly string[];
}

const KNOWN = [
  {
    id: 'contradiction.close-with-open-devices',
    title: 'The server’s Close with devices open',
    one: {
      page: 'iservervirtualdeviceset2-close',
      section: 'Return Value',
      says: 'VD_E_PROTOCOL tells that devices had not been closed.',
    },
    another: {
      page: '0s1f',
      section: 'Close, Initializing State and Active State',
      says: 'NOERROR, whether devices are open or not.',
    },
    follows: 'one',
    reading: 'VD_E_PROTOCOL.',
    reason:
      'The page is about this very case and speaks of it twice; the table has one answer for a whole state.',
    rules: ['CLOSE-04', 'CLOSE-15'],
  },
  {
    id: 'contradiction.close-after-abort',
    title: 'The server’s Close after an abort, when devices were never closed',
    one: {
      page: 'iservervirtualdeviceset2-close',
      section: 'Remarks',
      says: 'Devices have to be closed first; VD_E_PROTOCOL if they were not.',
    },
    another: {
      page: 'iservervirtualdevice-closedevice',
      section: 'Remarks',
      says: 'After SignalAbort no device has to be closed; the state table (0s1f) has NOERROR for Close then.',
    },
    follows: 'another',
    reading: 'NOERROR.',
    reason:
      'An abort takes the duty to close devices away, so a Close without it breaks no rule; the table agrees.',
    rules: ['CLOSE-04', 'CLOSE-15'],
  },
  {
    id: 'contradiction.client-close-with-open-devices',
    title: 'The client’s Close with devices open',
    one: {
      page: 'iclientvirtualdeviceset2-close',
      section: 'Remarks',
      says: 'VD_E_OPEN; the set is aborted and its resources are released.',
    },
    another: { page: '7tyr', section: 'Close, Active State', says: 'NOERROR, and the set is gone.' },
    follows: 'one',
    reading: 'VD_E_OPEN, with the abort. Rules look at the abort; only the model asks for the answer.',
    reason: 'The page is about this very case; the table has one answer for a whole state.',
    rules: ['ENGINE-CLOSE-04'],
  },
  {
    id: 'contradiction.client-close-after-abort',
    title: 'The client’s Close after an abort, when devices were never closed',
    one: {
      page: 'iclientvirtualdeviceset2-close',
      section: 'Return Value',
      says: 'VD_E_OPEN tells that devices had not been closed; no abort is excepted.',
    },
    another: {
      page: '7tyr',
      section: 'Close, Abort State',
      says: 'NOERROR. The page itself, further down, lets a client close that knows of the abort.',
    },
    follows: 'another',
    reading: 'NOERROR.',
    reason:
      'After an abort nothing ends a device any more, so a client that closes then does all that it can; the server’s end is read in the same way.',
    rules: ['CLOSE-07'],
  },
  {
    id: 'contradiction.close-device-twice',
    title: 'CloseDevice of a device that is closed',
    one: {
      page: 'iservervirtualdevice-closedevice',
      section: 'Return Value',
      says: 'VD_E_CLOSE for a device that was closed before.',
    },
    another: {
      page: '0s1f',
      section: 'CloseDevice, Normally Terminated State',
      says: 'NOERROR, although every device is closed in this state.',
    },
    follows: 'one',
    reading: 'VD_E_CLOSE.',
    reason: 'The page has a code for this very case; the table has one answer for a whole state.',
    rules: [],
  },
  {
    id: 'contradiction.completion-after-abort',
    title: 'CompleteCommand after an abort',
    one: {
      page: 'iservervirtualdeviceset2-signalabort',
      section: 'Remarks',
      says: 'What the client completes then has no effect; that the call is refused is not said.',
    },
    another: {
      page: 'iclientvirtualdevice-completecommand',
      section: 'Return Value',
      says: 'VD_E_ABORT: the call is refused; that it has no effect is not said.',
    },
    follows: 'both',
    reading:
      'VD_E_ABORT, and no effect. A client that was told of the abort does not try it on that device again.',
    reason: 'The answer and the lack of an effect can both be kept; neither place denies the other’s half.',
    rules: ['CLOSE-07', 'CLIENT-CLOSE-19'],
  },
  {
    id: 'contradiction.agent-end',
    title: 'When the completion agent ends after a normal end',
    one: {
      page: 'iservervirtualdeviceset2-executecompletionagent',
      section: 'Remarks',
      says: 'It does not return before Close or SignalAbort is called.',
    },
    another: {
      page: '34tq',
      says: 'It ends once every device is closed; then both ends close the set.',
    },
    follows: 'either',
    reading:
      'With Close or SignalAbort; before that, once every device is closed, is accepted. After Close it has to have returned.',
    reason:
      'A server has to wait for the agent in both cases, and needs no moment of its return before Close.',
    rules: ['CLOSE-13'],
  },
  {
    id: 'contradiction.begin-configuration-arguments',
    title: 'The order of BeginConfiguration’s arguments',
    one: {
      page: 'iservervirtualdeviceset2-beginconfiguration',
      section: 'Syntax',
      says: 'The alignment comes second and the block size third.',
    },
    another: { page: 'vdi.h', says: 'Since 2004 the block size comes second and the alignment third.' },
    follows: 'another',
    reading: 'The header’s order; scenarios pass values for which both orders mean the same.',
    reason: 'Programs are compiled with the header: its order is the binary interface.',
    rules: [],
  },
  {
    id: 'contradiction.configuration-after-abort',
    title: 'BeginConfiguration, RequestBuffers and EndConfiguration after an abort',
    one: {
      page: '0s1f',
      section: 'BeginConfiguration, Abnormally Terminated State',
      says: 'VD_E_PROTOCOL for each of them.',
    },
    another: {
      page: 'iservervirtualdeviceset2-beginconfiguration',
      section: 'Return Value',
      says: 'VD_E_ABORT; so do the pages of RequestBuffers and EndConfiguration.',
    },
    follows: 'either',
    reading: 'Either, for QueryAvailableBuffers too.',
    reason: 'Both refuse the call, and a server that is refused has the same to do: to close.',
    rules: [],
  },
  {
    id: 'contradiction.open-device-when-all-are-open',
    title: 'The server’s OpenDevice when all devices are open',
    one: {
      page: 'iservervirtualdeviceset2-opendevice',
      section: 'Return Value',
      says: 'VD_E_OPEN.',
    },
    another: { page: '0s1f', section: 'OpenDevice, Active State', says: 'VD_E_PROTOCOL.' },
    follows: 'one',
    reading: 'VD_E_OPEN.',
    reason: 'The page has a code for this very case; the table has one answer for a whole state.',
    rules: [],
  },
  {
    id: 'contradiction.get-command-outside-active',
    title: 'GetCommand before all devices are open, and on a device that has ended',
    one: {
      page: '7tyr',
      section: 'GetCommand, Initializing State and Normally Terminated State',
      says: 'VD_E_PROTOCOL in both.',
    },
    another: {
      page: 'iclientvirtualdevice-getcommand',
      section: 'Return Value',
      says: 'VD_E_TIMEOUT where no command comes in time, VD_E_CLOSE where the server has closed the device; VD_E_PROTOCOL is no answer of it.',
    },
    follows: 'either',
    reading: 'Either.',
    reason: 'No command comes in any of these cases, and a client may rely on no more.',
    rules: [],
  },
  {
    id: 'contradiction.send-command-codes',
    title: 'What SendCommand answers for a full queue and for a device in error',
    one: {
      page: 'iservervirtualdevice-sendcommand',
      section: 'Return Value',
      says: 'VD_E_QUEUE_FULL and VD_E_IO_ERROR.',
    },
    another: {
      page: 'vdierror.h',
      says: 'There are no such codes; VD_E_BUSY is nearest to the first, nothing to the second.',
    },
    follows: 'either',
    reading: 'By effect: any failure, with the callback and the completion code that the page has for it.',
    reason: 'A code that no header defines cannot be asked for, and programs look at the callback.',
    rules: [],
  },
  {
    id: 'contradiction.names-of-methods',
    title: 'Methods and fields that texts name and the interface has not',
    one: {
      page: '5j01',
      says: 'A server ends the configuration with CompleteConfiguration; other pages name SetConfiguration, GetBuffer and completionFunction.',
    },
    another: {
      page: 'vdi.h',
      says: 'EndConfiguration, BeginConfiguration, AllocateBuffer and completionRoutine; the others are not there.',
    },
    follows: 'another',
    reading: 'The header’s names.',
    reason: 'Only what the header declares can be called.',
    rules: [],
  },
  {
    id: 'contradiction.is-shared-buffer',
    title: 'What IsSharedBuffer answers',
    one: {
      page: 'iservervirtualdeviceset2-issharedbuffer',
      section: 'Return Value',
      says: 'TRUE or FALSE.',
    },
    another: {
      page: 'iservervirtualdeviceset2-issharedbuffer',
      section: 'Syntax',
      says: 'An HRESULT, in which 0 is a success and 1 is one too.',
    },
    follows: 'one',
    reading: '1 is a shared buffer and 0 is none; on a closed set anything but 1 is a refusal.',
    reason:
      'Read as an HRESULT the value could not answer the question that the method is there for; an HRESULT that fails is not 1.',
    rules: ['CLOSE-03'],
  },
  {
    id: 'contradiction.open-after-close',
    title: 'Open on an interface that was closed',
    one: {
      page: 'iservervirtualdeviceset2-close',
      section: 'lead',
      says: 'The interface serves for nothing any more and has to be given back.',
    },
    another: {
      page: '0s1f',
      section: 'Open, Does Not Exist State',
      says: 'NOERROR where the set does not exist, which is the state that Close leads to.',
    },
    follows: 'one',
    reading: 'Refusal, with any HRESULT that fails.',
    reason: 'The page speaks of an interface after Close; the table does not tell it from a fresh one.',
    rules: ['CLOSE-03'],
  },
  {
    id: 'contradiction.resources-of-what',
    title: 'Whose resources Close releases: the languages of one page disagree',
    one: {
      page: 'iservervirtualdeviceset2-close',
      section: 'lead',
      locales: ['en', 'ru'],
      says: 'Those of the virtual device, in English and Russian.',
    },
    another: {
      page: 'iservervirtualdeviceset2-close',
      section: 'lead',
      locales: ['fr', 'it'],
      says: 'Those of the whole set, in French and Italian.',
    },
    follows: 'another',
    reading: 'Those of the set, its devices included.',
    reason:
      'A set has several devices, so one alone cannot be meant; the wider reading keeps the narrower one too.',
    rules: ['CLOSE-02', 'ENGINE-CLOSE-11'],
  },
] as const satisfies readonly Contradiction[];

export type ContradictionId = (typeof KNOWN)[number]['id'];

/** Every contradiction that is known, in the order in which people are shown them. */
export const CONTRADICTIONS: readonly Contradiction[] = KNOWN;

/** Page and section, as one text; with the languages where they do not all say it. */
export function placeOf({ page, section, locales }: ContradictingPlace): string {
  const languages = locales === undefined ? '' : ` (${locales.join(', ')})`;
  return `${section === undefined ? page : `${page}, ${section}`}${languages}`;
}

/** The contradictions whose reading a rule rests on. */
export function contradictionsOf(ruleId: string): readonly Contradiction[] {
  return CONTRADICTIONS.filter(({ rules }) => rules.includes(ruleId));
}

/** The contradiction with this id; undefined: a finding names one that this version of the kit does not know. */
export function contradictionById(id: string): Contradiction | undefined {
  return CONTRADICTIONS.find((each) => each.id === id);
}
