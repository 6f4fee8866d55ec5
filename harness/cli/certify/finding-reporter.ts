import { z } from 'zod';
import { findingSchema, standsInTheWay } from '../../../specs/findings/finding.js';
import { withoutMachinePaths, type MachinePaths } from '../../history/machine-paths.js';
import type { Problem, RunFinding } from '../../../reports/json/run-document.js';
import type { SerializedError } from 'vitest';
import type { Reporter, TestCase, TestModule, TestRunEndReason } from 'vitest/node';

/**
 * Collects what the specs found. A rule's finding is what its spec left; everything else that vitest tells of
 * (a file that does not load, a worker that died, an error after the verdict) is kept as well: as the reason why
 * a rule has no finding, or as a problem of the run.
 */
export class FindingReporter implements Reporter {
  readonly findings = new Map<string, RunFinding>();
  readonly problems: Problem[] = [];
  /** By spec file, as `fileKey` writes it: why it left no finding. */
  readonly #causes = new Map<string, string>();
  readonly #paths: MachinePaths;
  readonly #onFinding: (finding: RunFinding) => void;

  constructor(paths: MachinePaths, onFinding: (finding: RunFinding) => void) {
    this.#paths = paths;
    this.#onFinding = onFinding;
  }

  onTestCaseResult(test: TestCase): void {
    const result = test.result();
    const left = findingSchema.safeParse(test.meta().finding);
    const errors = this.#messages(result.errors ?? []);
    if (!left.success) {
      const why =
        test.meta().finding === undefined
          ? errors
          : `it left a malformed finding: ${z.prettifyError(left.error)}`;
      this.#causes.set(fileKey(test.module.moduleId), why === '' ? `its test was ${result.state}` : why);
      return;
    }
    const finding = { ...left.data, durationMs: test.diagnostic()?.duration ?? 0 };
    const stands = standsInTheWay(finding) ? 'failed' : 'passed';
    // A spec that found a pass and then failed did so after the judge had spoken: the kit's doing.
    if (result.state !== stands) {
      this.problems.push({
        where: finding.rule,
        message: `found ${finding.verdict}, then ${errors || result.state}`,
      });
    }
    this.findings.set(finding.rule, finding);
    this.#onFinding(finding);
  }

  onTestModuleEnd(module: TestModule): void {
    const errors = this.#messages(module.errors());
    if (errors !== '') this.#causes.set(fileKey(module.moduleId), errors);
  }

  onTestRunEnd(
    modules: readonly TestModule[],
    unhandled: readonly SerializedError[],
    reason: TestRunEndReason,
  ): void {
    for (const module of modules) {
      const errors = this.#messages(module.errors());
      if (errors !== '') this.#causes.set(fileKey(module.moduleId), errors);
    }
    for (const error of unhandled)
      this.problems.push({ where: 'unhandled error', message: this.#message(error) });
    if (reason === 'interrupted') this.problems.push({ where: 'vitest', message: 'the run was interrupted' });
  }

  /** Why the spec in this file left no finding. */
  whyNot(file: string): string {
    const own = this.#causes.get(fileKey(file));
    if (own !== undefined) return own;
    return this.problems[0]?.message ?? 'its file was not run';
  }

  #messages(errors: readonly SerializedError[]): string {
    return errors.map((error) => this.#message(error)).join('; ');
  }

  #message(error: SerializedError): string {
    return withoutMachinePaths(`${error.name ?? 'Error'}: ${error.message}`, this.#paths);
  }
}

/** vitest writes a path of Windows with slashes. */
function fileKey(file: string): string {
  return file.replaceAll('\\', '/');
}
