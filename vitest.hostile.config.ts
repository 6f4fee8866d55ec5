import { defineConfig } from 'vitest/config';

/** Every misdeed of the hostile library: `npm run test:hostile`. A sample is among the kit's other tests. */
export default defineConfig({
  test: {
    include: ['harness/cli/hostile-all.test.ts'],
    maxConcurrency: 2,
    testTimeout: 120_000,
    // Runs that tests make are none of a job's summary.
    env: { GITHUB_STEP_SUMMARY: '' },
    // For the counts of .ci/run.
    reporters: ['default', ['json', { outputFile: 'dist/hostile-tests.json' }]],
  },
});
