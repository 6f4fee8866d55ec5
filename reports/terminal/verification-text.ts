import type { CertificateContent } from '../certificate/content.js';
import type { DocumentationSince } from '../certificate/documentation-since.js';
import type { Verification } from '../certificate/verify.js';
import { printable } from '../certificate/problem.js';
import { sinceLines, sinceSummary } from '../documentation/since-text.js';
import { tellingIn } from '../documentation/telling.js';
import { EXPLANATION_WORDS } from '../../specs/findings/texts/explanation-words.js';
import type { Locale } from '../../specs/rules/rule.js';
import { filled } from '../texts/filled.js';
import { TERMINAL_TEXTS } from '../texts/terminal-texts.js';
import type { VerifyLabel, VerifyTexts } from '../texts/verify-texts.js';
import { serverName } from '../json/build-of.js';
import { COLOUR_OF, painter, type TextStream } from './style.js';

/**
 * What a person is told of a certificate. What stands in it is shown as somebody else's words until it is known to be genuine.
 * @param documentation null: no pages were given, or nobody vouches for what it rests on.
 */
export function verificationText(
  verification: Verification,
  documentation: DocumentationSince | null,
  stream: TextStream,
  locale: Locale = 'en',
): string {
  const paint = painter(stream);
  const texts = TERMINAL_TEXTS[locale].verify;
  const { label } = EXPLANATION_WORDS[locale];
  const { outcome, problems, signers, content, needs, histories } = verification;
  const line = lineOf(texts);
  const telling = tellingIn(locale, stream);
  const lines = [
    ...(content === null ? [] : saidBy(content, texts, line)),
    line('signedBy', signers.length === 0 ? texts.noKey : filled(texts.good, { keys: signers.join(', ') })),
    line(
      'histories',
      histories === null ? texts.noHistories : texts.histories(histories.asSigned, histories.judgedAgain),
    ),
    ...(documentation === null
      ? []
      : [
          line('sentences', sinceSummary(documentation, texts, telling)),
          ...sinceLines(documentation, texts, telling),
        ]),
    '',
    ...problems.map(({ what, id, message }) =>
      paint('red', label([texts.things[what], id].filter((each) => each !== undefined).join(' '), message)),
    ),
    ...(needs === null ? [] : [paint('yellow', label(texts.otherVersion, needs))]),
    lastLine(outcome, content, paint, texts.outcomes),
  ];
  return `${lines.join('\n')}\n`;
}

/** A line with what stands at its beginning, all of them as wide as the widest. */
function lineOf({ labels }: VerifyTexts): (label: VerifyLabel, text: string) => string {
  const width = Math.max(...Object.values(labels).map((label) => label.length));
  return (label, text) => `${labels[label].padEnd(width)}   ${text}`;
}

function saidBy(content: CertificateContent, texts: VerifyTexts, line: ReturnType<typeof lineOf>): string[] {
  const { kit, ruleSet, documentation, target, programs, verdict, rules, startedAt } = content;
  const { library, sqlServer } = target;
  /** Without the quotes that `printable` puts round it. */
  const words = (text: string | null): string =>
    text === null ? texts.unknown : printable(text).slice(1, -1);
  const states = filled(texts.states(rules.asked, rules.known), { verdict, time: startedAt });
  const by = { version: words(ruleSet.version), digest: ruleSet.digest, kit: words(kit.version) };
  return [
    line('states', states),
    line('library', `${words(library.file)} sha256 ${words(library.sha256)}`),
    ...programs.map(({ file, sha256 }) => line('program', `${words(file)} sha256 ${words(sha256)}`)),
    ...(sqlServer === undefined ? [] : [line('server', words(serverName(sqlServer)))]),
    line('target', `${words(target.name)} (${words(target.platform)})`),
    line('ruleSet', filled(texts.ruleSet, by)),
    line('documentation', filled(texts.revision, { digest: words(documentation.digest) })),
  ];
}

function lastLine(
  outcome: Verification['outcome'],
  content: CertificateContent | null,
  paint: ReturnType<typeof painter>,
  says: VerifyTexts['outcomes'],
): string {
  switch (outcome) {
    case 'false':
      return paint('red', says.false);
    case 'unknown-signer':
      return paint('red', says.unknownSigner);
    case 'other-version':
      return paint('yellow', says.otherVersion);
    case 'genuine': {
      const verdict = content?.verdict ?? 'inconclusive';
      const text = verdict === 'conformant' ? says.conformant : filled(says.notConformant, { verdict });
      return paint(COLOUR_OF[verdict], text);
    }
  }
}
