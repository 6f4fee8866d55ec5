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
  /** What the reference was told to do wrong; null in every certification. */
  readonly fault: string | null;
}

export function certifiedIn({ target, subject }: RunDocument): Certified {
  return {
    build: buildOf(target),
    target: `${target.name} (${target.platform})`,
    subject,
    fault: target.fault,
  };
}

export function certifiedText({ build, target, subject, fault }: Certified, locale: Locale = 'en'): string {
  const { history, subjects } = TERMINAL_TEXTS[locale];
  return [
    filled(history.certified, { build, target, subject: subjects[subject] }),
    ...(fault === null ? [] : [filled(history.withFault, { fault })]),
  ].join(', ');
}
