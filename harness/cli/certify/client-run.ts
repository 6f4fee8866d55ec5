import { UsageError } from '../../errors/kit-error.js';
import { DEFAULT_LIMITS, limitsWithPatience, type Limits } from '../../limits/limits.js';
import { selectRules } from '../select-rules.js';
import type { Rule } from '../../../specs/rules/rule.js';
import type { TargetConnection } from '../../targets/target.js';
import type { RunDocument } from '../../../reports/json/run-document.js';
import type { CertifyOptions } from './certify.js';

/**
 * The rules that a run is asked for.
 * @throws UsageError CLIENT_NOT_CONFIGURED for rules about a vendor's client where there is none; CONTRADICTION for a client that no
 * rule is about.
 */
export function selectedRules(
  rules: readonly Rule[],
  { rules: patterns = [], subject = 'interface', client, target }: CertifyOptions,
): readonly Rule[] {
  const selected = selectRules(rules, patterns, subject);
  const about = selected.find((rule) => rule.subject === 'client');
  if (about !== undefined && client === undefined) {
    throw new UsageError(
      'CLIENT_NOT_CONFIGURED',
      `${about.id} is about a client program, and none is configured`,
      {
        remedy: '`vdi-conformance init` writes a configuration; --config names one',
      },
    );
  }
  if (about === undefined && client !== undefined) {
    throw new UsageError(
      'CONTRADICTION',
      'a client program is configured, and no rule that was asked for is about one',
      {
        remedy: 'Use --subject client.',
      },
    );
  }
  if (about !== undefined && target === 'windows-container') {
    throw new UsageError('CONTRADICTION', 'a client program is not run in a container', {
      remedy: 'Use --target embedded, wine or windows-host.',
    });
  }
  return selected;
}

/** The client of a run, as its document tells of it. */
export function clientOfRun({ client }: TargetConnection): Pick<RunDocument, 'client'> {
  if (client === undefined) return {};
  const { files } = client;
  return { client: { name: files.map(({ file }) => file).join(' '), files: [...files] } };
}

/** The limits of a run: those of a client are its configuration's. `patience` multiplies all. */
export function limitsFor({ patience = 1, client }: Pick<CertifyOptions, 'patience' | 'client'>): Limits {
  if (client === undefined) return limitsWithPatience(patience);
  const { endMs: clientEndMs, runMs: clientRunMs } = client.limits;
  // The longest cases have two whole runs, or one and an end.
  const caseMs = DEFAULT_LIMITS.caseMs + 2 * clientRunMs + clientEndMs;
  return limitsWithPatience(patience, { clientEndMs, clientRunMs, caseMs });
}
