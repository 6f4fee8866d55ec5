import { defineConfig } from 'vitest/config';

/**
 * The kit's own tests. The specs (`*.spec.ts`) are not among them: `vdi-conformance certify` runs those,
 * with a configuration of its own, against a target.
 */
export default defineConfig({
  test: {
    include: ['harness/**/*.test.ts', 'specs/**/*.test.ts', 'reports/**/*.test.ts', 'eslint/*.test.js'],
    // Tests start processes of their own; two files at once keep two cores busy without starving deadlines.
    maxWorkers: 2,
    testTimeout: 60_000,
  },
});
