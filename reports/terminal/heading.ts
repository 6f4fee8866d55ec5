import type { Locale, Rule } from '../../specs/rules/rule.js';
import type { ProgramFile } from '../../harness/history/program-events.js';
import type { RunDocument } from '../json/run-document.js';
import { shortDigest } from '../json/short-digest.js';
import { filled } from '../texts/filled.js';
import { TERMINAL_TEXTS, type HeadingLabel } from '../texts/terminal-texts.js';
import type { painter } from './style.js';

/** What a run starts with, for its heading. */
export interface RunHeading {
  readonly kit: { readonly name: string; readonly version: string };
  readonly target: RunDocument['target'];
  readonly client?: RunDocument['client'];
  /** The library as the user named it (`--vdi`), if so. */
  readonly ownLibrary: string | undefined;
  readonly rules: readonly Rule[];
  /** The part of a split run, if it is one. */
  readonly shard?: RunDocument['shard'];
}

/** What is certified with what, in lines, and an empty one. */
export function headingLines(
  { kit, target, client, ownLibrary, shard }: RunHeading,
  paint: ReturnType<typeof painter>,
  locale: Locale,
): string[] {
  const { labels, asNamed, registered, shardOf, fault } = TERMINAL_TEXTS[locale].heading;
  const width = Math.max(...Object.values(labels).map((label) => label.length));
  const line = (label: HeadingLabel, text: string): string => `${labels[label].padEnd(width)} ${text}`;
  const { library } = target;
  const version = library.version ?? library.fileVersion;
  const withCom = library.activation === 'registered' ? registered : null;
  const facts = [version, `sha256 ${shortDigest(library.sha256)}`, withCom].filter(Boolean).join(', ');
  const named = ownLibrary === undefined ? library.file : filled(asNamed, { library: ownLibrary });
  return [
    paint('bold', `${kit.name} ${kit.version}`),
    line('target', `${target.name} (${target.platform})`),
    line('library', `${named} (${facts})`),
    ...(client === undefined ? [] : [line('client', client.files.map(fileText).join(', '))]),
    ...(target.instance === undefined ? [] : [line('instance', target.instance)]),
    ...(target.sqlServer === undefined ? [] : [line('server', firstLine(target.sqlServer.version))]),
    ...(shard ? [line('shard', filled(shardOf, { index: shard.index, count: shard.count }))] : []),
    ...(target.fault === null
      ? []
      : [paint('yellow', line('fault', filled(fault, { fault: target.fault })))]),
    '',
  ];
}

function fileText({ file, sha256 }: ProgramFile): string {
  return sha256 === null ? file : `${file} (sha256 ${shortDigest(sha256)})`;
}

/** @@VERSION of SQL Server has several. */
function firstLine(text: string): string {
  return (text.split('\n')[0] ?? text).trim();
}
