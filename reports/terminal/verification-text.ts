import type { CertificateContent } from '../certificate/content.js';
import type { DocumentationSince } from '../certificate/documentation-since.js';
import type { Verification } from '../certificate/verify.js';
import { printable } from '../certificate/problem.js';
import { sinceLines, sinceSummary } from '../documentation/since-text.js';
import { COLOUR_OF, painter, type TextStream } from './style.js';

/**
 * What a person is told of a certificate. What stands in it is shown as somebody else's words until it  is known to be genuine.
 * @param documentation null: no pages were given, or nobody vouches for what it rests on.
 */
export function verificationText(
  verification: Verification,
  documentation: DocumentationSince | null,
  stream: TextStream,
): string {
  const paint = painter(stream);
  const { outcome, problems, signers, content, needs, histories } = verification;
  const lines = [
    ...(content === null ? [] : saidBy(content)),
    `signed by   ${signers.length === 0 ? 'none of the public keys given' : `${signers.join(', ')}: good`}`,
    ...(histories === null
      ? ['histories   not given (--histories): the findings rest on the signer’s word']
      : [`histories   ${histories.asSigned} as signed, ${histories.judgedAgain} judged again`]),
    ...(documentation === null ? [] : [`sentences   ${sinceSummary(documentation)}`]),
    ...(documentation === null ? [] : sinceLines(documentation, paint)),
    '',
    ...problems.map(({ what, id, message }) =>
      paint('red', `${[what, id].filter((each) => each !== undefined).join(' ')}: ${message}`),
    ),
    ...(needs === null ? [] : [paint('yellow', `other version: ${needs}`)]),
    lastLine(outcome, content, paint),
  ];
  return `${lines.join('\n')}\n`;
}

/** Without the quotes that `printable` puts round it. */
function words(text: string | null): string {
  return text === null ? 'unknown' : printable(text).slice(1, -1);
}

function saidBy({ kit, ruleSet, target, programs, verdict, rules, startedAt }: CertificateContent): string[] {
  const { library, sqlServer } = target;
  return [
    `states      ${verdict} in ${rules.asked} of ${rules.known} rules, run at ${startedAt}`,
    `library     ${words(library.file)} sha256 ${words(library.sha256)}`,
    ...programs.map(({ file, sha256 }) => `program     ${words(file)} sha256 ${words(sha256)}`),
    ...(sqlServer === undefined ? [] : [`server      ${words(sqlServer.productVersion)}`]),
    `target      ${words(target.name)} (${words(target.platform)})`,
    `rule set    ${words(ruleSet.version)} sha256 ${ruleSet.digest}, kit ${words(kit.version)}`,
  ];
}

function lastLine(
  outcome: Verification['outcome'],
  content: CertificateContent | null,
  paint: ReturnType<typeof painter>,
): string {
  switch (outcome) {
    case 'false':
      return paint('red', 'false: this is not what was signed, or does not follow from its evidence');
    case 'unknown-signer':
      return paint('red', 'unknown signer: it may be anybody’s');
    case 'other-version':
      return paint(
        'yellow',
        'not false, and not judged again: its signature is good, and its rules are not those of this kit',
      );
    case 'genuine':
      return paint(
        COLOUR_OF[content?.verdict ?? 'inconclusive'],
        content?.verdict === 'conformant'
          ? 'genuine: a certificate of conformance'
          : `genuine, and no certificate of conformance: it states that the run was ${content?.verdict ?? ''}`,
      );
  }
}
