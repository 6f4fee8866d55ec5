import { appendFile } from 'node:fs/promises';
import { UsageError } from '../../errors/kit-error.js';

/** Where GitHub Actions says that a job's summary is gathered: a file that steps append Markdown to. */
const VARIABLE = 'GITHUB_STEP_SUMMARY';

/**
 * Appends a run's summary to the job's on GitHub, if this is such a job.
 * @returns whether it is.
 * @throws UsageError STEP_SUMMARY_NOT_WRITABLE
 */
export async function appendToStepSummary(
  markdown: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<boolean> {
  const file = env[VARIABLE] ?? '';
  if (file === '') return false;
  try {
    await appendFile(file, `${markdown}\n`);
    return true;
  } catch (cause) {
    throw new UsageError(
      'STEP_SUMMARY_NOT_WRITABLE',
      `the summary cannot be appended to the file that ${VARIABLE} names: ${(cause as NodeJS.ErrnoException).code ?? String(cause)}`,
      { remedy: `let ${VARIABLE} name a file that can be written to, or unset it`, cause },
    );
  }
}
