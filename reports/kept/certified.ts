import type { Locale } from '../../specs/rules/rule.js';
import { buildOf } from '../json/build-of.js';
import type { RunDocument } from '../json/run-document.js';
import { filled } from '../texts/filled.js';
import { TERMINAL_TEXTS } from '../texts/terminal-texts.js';

/** What was certified with what: runs with the same are of one course. */
export interface Certified {
  readonly build: string;
  /** The target's name and platform. */
  readonly target: string;
  readonly subject: RunDocument['subject'];
  /** The client's name, whichever version of it; null: none was certified, or the kit did not tell. */
  readonly client: string | null;
  /** What the reference was told to do wrong; null in every certification. */
  readonly fault: string | null;
}

export function certifiedIn({ target, subject, client }: RunDocument): Certified {
  return {
    build: buildOf(target),
    target: `${target.name} (${target.platform})`,
    subject,
    client: client?.name ?? null,
    fault: target.fault,
  };
}

export function certifiedText(
  { build, target, subject, client, fault }: Certified,
  locale: Locale = 'en',
): string {
  const { history, subjects } = TERMINAL_TEXTS[locale];
  const what = [subjects[subject], ...(client === null ? [] : [client])].join(' ');
  return [
    filled(history.certified, { build, target, subject: what }),
    ...(fault === null ? [] : [filled(history.withFault, { fault })]),
  ].join(', ');
}
