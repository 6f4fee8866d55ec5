import { defineConfig } from 'vitest/config';

/**
 * The kit's own tests. The specs (`*.spec.ts`) are not among them: `vdi-conformance certify` runs those,
 * with a configuration of its own, against a target.
 */
export default defineConfig({
  test: {
    exclude: ['**/*-all.test.ts'],
    include: [
      'harness/**/*.test.ts',
      'specs/**/*.test.ts',
      'reports/**/*.test.ts',
      'eslint/*.test.js',
      '.github/*.test.js',
    ],
    // Tests start processes of their own; two files at once keep two cores busy without starving deadlines.
    maxWorkers: 2,
    maxConcurrency: 2,
    // A limit for what hangs, and no measure: on a machine three times slower than usual, tests that start processes
    // pass a minute. Set-up starts processes too, a Wine among them.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Runs that tests make are none of a job's summary.
    env: { GITHUB_STEP_SUMMARY: '' },
    // For the counts of .ci/run: that nothing was skipped.
    reporters: ['default', ['json', { outputFile: 'dist/kit-tests.json' }]],
  },
});
