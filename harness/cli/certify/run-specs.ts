import path from 'node:path';
import { Writable } from 'node:stream';
import type { InlineConfig, Reporter } from 'vitest/node';
import { CATEGORIES } from '../../../reports/allure/categories.js';
import { resultListener } from '../../../reports/allure/result-listener.js';
import type { MachinePaths } from '../../history/machine-paths.js';
import type { RunSettings } from '../../../specs/certify.js';
import type { World } from '../world.js';
import { OUTPUT } from './output-folder.js';
import { ProcessKeeper } from './process-keeper.js';

/** A day: a spec ends by the limits of the harness, which say what was awaited; vitest's must never be first. */
const NEVER_MS = 24 * 60 * 60 * 1000;

export interface SpecRun {
  readonly world: World;
  /** Absolute paths of the compiled specs. */
  readonly files: readonly string[];
  readonly settings: RunSettings;
  /** Worker threads that run specs. */
  readonly jobs: number;
  readonly reporter: Reporter;
  /** Never to appear in a report. */
  readonly paths: MachinePaths;
  /** For Allure's list of what was certified with what. */
  readonly environment: Readonly<Record<string, string>>;
  readonly signal: AbortSignal | undefined;
}

/**
 * Runs specs in vitest's worker threads. Resolves when they have ended, whatever they found: that is the
 * reporter's to know. What vitest itself prints goes nowhere; it tells the reporter the same.
 */
export async function runSpecs(run: SpecRun): Promise<void> {
  const exitCode = process.exitCode;
  const nowhere = new Writable({
    write: (_chunk, _encoding, done) => {
      done();
    },
  });
  // Loaded here: no other command needs it, and it is most of what the kit loads.
  const { startVitest } = await import('vitest/node');
  run.signal?.throwIfAborted();
  const keeper = new ProcessKeeper(run.signal);
  try {
    await startVitest('test', [], config(run, keeper), {}, { stdout: nowhere, stderr: nowhere });
  } finally {
    // vitest sets it; the verdict alone decides with what the process ends.
    process.exitCode = exitCode;
  }
  run.signal?.throwIfAborted();
}

function config(run: SpecRun, keeper: Reporter): InlineConfig & { config: false } {
  const { root } = run.world;
  return {
    config: false,
    root,
    watch: false,
    cache: false,
    include: run.files.map((file) => path.relative(root, file).replaceAll(path.sep, '/')),
    exclude: [],
    // The compiled tree is plain JavaScript: loaded by Node itself, once a worker, without vite's transform.
    server: { deps: { external: [/./] } },
    pool: 'threads',
    isolate: false,
    maxWorkers: run.jobs,
    testTimeout: NEVER_MS,
    hookTimeout: NEVER_MS,
    provide: { vdi: run.settings },
    setupFiles: ['allure-vitest/setup', path.join(run.world.reports, 'allure', 'annotate.js')],
    reporters: [
      keeper,
      run.reporter,
      [
        'allure-vitest/reporter',
        {
          resultsDir: path.join(run.settings.out, OUTPUT.allureResults),
          listeners: [resultListener(run.paths)],
          categories: CATEGORIES,
          environmentInfo: run.environment,
        },
      ],
    ],
  };
}
