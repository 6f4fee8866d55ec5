import type { Element } from 'hast';
import { h, type Child } from 'hastscript';
import type { History } from '../../harness/history/history.js';
import type { ProgramFile } from '../../harness/history/program-events.js';
import type { RunDocument } from '../json/run-document.js';
import { filled } from '../texts/filled.js';
import type { ReportTexts } from '../texts/report-texts.js';
import type { Sayings } from './sayings.js';

type Row = readonly [name: keyof ReportTexts['facts'], ...values: Child[]];

/** What has a digest, or is long, has a line of its own. */
const WIDE: ReadonlySet<Row[0]> = new Set<Row[0]>(['library', 'sqlServer', 'client', 'view', 'certificate']);

/** The signed certificate that lies beside a page. */
export interface CertificateBeside {
  readonly file: string;
  readonly keyId: string;
}

/** What was certified, and with what: a list of names and values. */
export function facts(
  sayings: Sayings,
  document: RunDocument,
  histories: ReadonlyMap<string, History>,
  certificate: CertificateBeside | undefined,
): Element {
  const { kit, target, subject, shard, view, startedAt, durationMs, processes } = document;
  const { sqlServer, instance, fault } = target;
  const seconds = (locale: string): string =>
    new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(durationMs / 1000);
  const rows: Row[] = [
    ['library', ...library(sayings, target.library)],
    ...(sqlServer === undefined ? [] : [['sqlServer', ...server(sqlServer)] as const]),
    ...(instance === undefined ? [] : [['instance', name(instance)] as const]),
    ...clients(document, histories).map((files): Row => [
      'client',
      ...files.flatMap((file) => program(sayings, file)),
    ]),
    ...(view === undefined ? [] : [['view', sayings.text((texts) => texts.views[view])] as const]),
    ['subject', sayings.text((texts) => texts.subjects[subject])],
    ['target', `${target.name} (${target.platform})`],
    ...(fault === null ? [] : [['fault', name(fault)] as const]),
    ['kit', `${kit.name} ${kit.version}`],
    ...(shard === undefined
      ? []
      : [
          [
            'shard',
            sayings.text(({ facts }) =>
              filled(facts.shardOf, { index: shard.index, count: shard.count, ofRules: shard.ofRules }),
            ),
          ] as const,
        ]),
    ['started', h('time', { dateTime: startedAt }, `${startedAt.slice(0, 19).replace('T', ' ')} UTC`)],
    ['duration', sayings.text(({ facts }, locale) => filled(facts.seconds, { seconds: seconds(locale) }))],
    ['processes', String(processes)],
    ['seed', sayings.text(({ facts }) => facts.noSeed)],
    ...(certificate === undefined ? [] : [['certificate', ...signed(sayings, certificate)] as const]),
  ];
  return h('section', { ariaLabelledBy: 'facts' }, [
    sayings.say('h2', (texts) => texts.facts.heading, { id: 'facts' }),
    h(
      'dl',
      { class: 'facts' },
      rows.map(([key, ...values]) =>
        h('div', { class: WIDE.has(key) ? 'wide' : undefined }, [
          sayings.say('dt', ({ facts }) => facts[key]),
          h('dd', {}, ...values),
        ]),
      ),
    ),
  ]);
}

function library(sayings: Sayings, of: RunDocument['target']['library']): Child[] {
  const version = of.version ?? of.fileVersion ?? null;
  return [
    name(of.file),
    ...(version === null ? [] : [', ', sayings.text(({ facts }) => filled(facts.version, { version }))]),
    ...(of.activation === 'registered' ? [', ', sayings.text(({ facts }) => facts.registered)] : []),
    digest(sayings, of.sha256),
  ];
}

function server(of: NonNullable<RunDocument['target']['sqlServer']>): Child[] {
  // @@VERSION has several lines, of which the first says what the others repeat.
  const [first = ''] = of.version.split('\n');
  return [
    h('span', { lang: 'en' }, `${of.productVersion}, ${of.productLevel}, ${of.edition}`),
    h('br'),
    h('span', { class: 'minor', lang: 'en' }, first.trim()),
  ];
}

function program(sayings: Sayings, { file, sha256 }: ProgramFile): Child[] {
  return [name(file), ...(sha256 === null ? [] : [digest(sayings, sha256)])];
}

/** The files of the client; where the document does not tell, of each program that was started, once. */
function clients(
  { client }: RunDocument,
  histories: ReadonlyMap<string, History>,
): readonly (readonly ProgramFile[])[] {
  if (client !== undefined) return [client.files];
  const seen = new Map<string, ProgramFile[]>();
  for (const { events } of histories.values())
    for (const event of events)
      if (event.kind === 'program') seen.set(`${event.file} ${event.sha256}`, [event]);
  return [...seen.values()];
}

function signed(sayings: Sayings, { file, keyId }: CertificateBeside): Child[] {
  return [
    h('a', { href: file }, file),
    ', ',
    sayings.text(({ facts }) => facts.signed),
    h('span', { class: 'digest' }, [h('code', keyId)]),
  ];
}

function name(text: string): Element {
  return h('code', text);
}

function digest(sayings: Sayings, sha256: string): Element {
  return h('span', { class: 'digest' }, [sayings.text(({ facts }) => facts.sha256), ' ', h('code', sha256)]);
}
