import { createReadStream } from 'node:fs';
import { UsageError } from '../../errors/kit-error.js';
import { LONGEST_CERTIFICATE } from '../../../reports/certificate/read.js';
import type { DocumentationSince } from '../../../reports/certificate/documentation-since.js';
import type { Verification } from '../../../reports/certificate/verify.js';
import { verifyCertificate } from '../../../reports/certificate/verify.js';
import type { TextStream } from '../../../reports/terminal/style.js';
import { verificationText } from '../../../reports/terminal/verification-text.js';
import type { DocumentationCheck } from '../../../specs/documentation/documentation-check.js';
import type { Locale } from '../../../specs/rules/rule.js';
import { EXIT, exitCodeOfVerdict } from '../exit-code.js';
import type { World } from '../world.js';
import type { PageRead } from '../docs/read-documentation.js';
import { historyFolder } from './history-folder.js';
import { judgesOf, ruleSetOf } from './judges.js';
import { trustedKeyFrom } from './key-files.js';

export interface VerifyOptions {
  readonly publicKey: readonly string[];
  readonly histories?: string;
  /** A folder with the published pages. */
  readonly docs?: string;
  readonly json: boolean;
  readonly lang: Locale;
}

/**
 * `vdi-conformance verify CERT`: is a certificate what its signer signed, and does it follow from its histories?
 * @returns the exit code: see the command's help.
 * @throws UsageError without a public key, for files that are not there, and as readDocumentation
 */
export async function verify(
  file: string,
  { publicKey, histories, docs, json, lang }: VerifyOptions,
  world: World,
  out: TextStream,
): Promise<number> {
  if (publicKey.length === 0) {
    throw new UsageError('NO_PUBLIC_KEY', 'without a public key a certificate says no more than any text', {
      remedy: 'Name the signer’s public key with --public-key; get it from him, not with the certificate.',
    });
  }
  const keys = await Promise.all(publicKey.map(trustedKeyFrom));
  const pages = docs === undefined ? null : await pagesIn(docs);
  const readHistory = histories === undefined ? undefined : await historyFolder(histories);
  const verification = await verifyCertificate(await textOf(file), {
    keys,
    ruleSet: await ruleSetOf(world),
    rules: world.rules,
    judgeOf: await judgesOf(world),
    ...(readHistory && { readHistory }),
  });
  const documentation = pages && (await documentationOf(verification, pages));
  out.write(
    json
      ? `${JSON.stringify(documentOf(verification, documentation), null, 2)}\n`
      : verificationText(verification, documentation, out, lang),
  );
  return exitCodeOf(verification);
}

/** Exit code 0 is for what can be relied upon: a genuine statement that a run failed is none. */
function exitCodeOf({ outcome, content }: Verification): number {
  if (outcome === 'false' || outcome === 'unknown-signer') return EXIT.notConformant;
  if (outcome === 'other-version' || content === null) return EXIT.inconclusive;
  return exitCodeOfVerdict(content.verdict);
}

/** What documents for programs have besides: the pages that were held against the certificate. */
type Documentation = DocumentationSince & { readonly pages: DocumentationCheck['pages'] };

/** Loaded when asked for: a Markdown parser is no business of those who only check a signature. */
async function pagesIn(folder: string): Promise<readonly PageRead[]> {
  const { readDocumentation } = await import('../docs/read-documentation.js');
  return (await readDocumentation(folder)).pages;
}

/** null: what it rests on is not known, since no key that was given vouches for it. */
async function documentationOf(
  { outcome, content }: Verification,
  pages: readonly PageRead[],
): Promise<Documentation | null> {
  if (content === null || outcome === 'false' || outcome === 'unknown-signer') return null;
  const { documentationSince } = await import('../../../reports/certificate/documentation-since.js');
  const { recordOfProject } = await import('../docs/record-of-project.js');
  const { withoutPieces } = await import('../docs/read-documentation.js');
  return {
    pages: pages.map(withoutPieces),
    ...documentationSince(content, pages, recordOfProject),
  };
}

function documentOf({ content, ...verification }: Verification, documentation: Documentation | null): object {
  const says = content && {
    verdict: content.verdict,
    rules: content.rules,
    kit: content.kit,
    ruleSet: content.ruleSet,
    documentation: { digest: content.documentation.digest },
    target: content.target,
    programs: content.programs,
    startedAt: content.startedAt,
  };
  return { schema: 'vdi-conformance/verification/1', ...verification, says, documentation };
}

/** As much as a certificate may have, and one byte more where there is more: then it is told that it is too long. */
async function textOf(file: string): Promise<string> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of createReadStream(file, { end: LONGEST_CERTIFICATE }))
      chunks.push(chunk as Buffer);
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new UsageError('CERTIFICATE_UNREADABLE', `the certificate ${file} cannot be read (${code})`, {
      remedy: 'Name the file certificate.json that `certify --key` or `merge --key` wrote.',
    });
  }
  return Buffer.concat(chunks).toString();
}
