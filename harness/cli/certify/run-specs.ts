import path from 'node:path';
import { Writable } from 'node:stream';
import { startVitest, type InlineConfig, type Reporter, type Vitest } from 'vitest/node';
import { CATEGORIES } from '../../../reports/allure/categories.js';
import { resultListener } from '../../../reports/allure/result-listener.js';
import type { RunSettings } from '../../../specs/certify.js';
import type { World } from '../world.js';
import { OUTPUT } from './output-folder.js';

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
  /** For Allure's list of what was certified with what. */
  readonly environment: Readonly<Record<string, string>>;
  readonly signal: AbortSignal | undefined;
}

/**
 * Runs specs in vitest's worker threads. Resolves when they have ended, whatever they found: that is the
 * reporter's to know. What vitest itself prints goes nowhere; it tells the reporter the same.
 */
export async function runSpecs(run: SpecRun): Promise<void> {
  run.signal?.throwIfAborted();
  const exitCode = process.exitCode;
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const ownProcess = new OwnProcess(run.signal);
  try {
    await startVitest('test', [], config(run, ownProcess), {}, { stdout: nowhere, stderr: nowhere });
  } finally {
    // vitest sets it; the verdict alone decides with what the process ends.
    process.exitCode = exitCode;
  }
  run.signal?.throwIfAborted();
}

function config(run: SpecRun, ownProcess: Reporter): InlineConfig & { config: false } {
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
      ownProcess,
      run.reporter,
      [
        'allure-vitest/reporter',
        {
          resultsDir: path.join(run.settings.out, OUTPUT.allureResults),
          listeners: [resultListener],
          categories: CATEGORIES,
          environmentInfo: run.environment,
        },
      ],
    ],
  };
}

/**
 * Keeps the process ours: vitest, made to be the main program, would end it at a signal before the target is
 * stopped, and at an unhandled rejection with an exit code of its own.
 */
class OwnProcess implements Reporter {
  readonly #signal: AbortSignal | undefined;
  readonly #before = new Map(EVENTS.map((event) => [event, process.listeners(event as never)]));

  constructor(signal: AbortSignal | undefined) {
    this.#signal = signal;
  }

  onInit(vitest: Vitest): void {
    for (const [event, before] of this.#before) {
      for (const listener of process.listeners(event as never)) {
        if (!before.includes(listener)) process.off(event, listener as () => void);
      }
    }
    this.#signal?.addEventListener('abort', () => void vitest.cancelCurrentRun('keyboard-input'), {
      once: true,
    });
  }
}

const EVENTS = ['SIGINT', 'SIGTERM', 'exit', 'unhandledRejection'] as const;
