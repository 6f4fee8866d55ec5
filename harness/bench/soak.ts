import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { loadChecks } from '../cli/faults/checks.js';
import { explainError } from '../cli/explain-error.js';
import { selectRules, subjectOf } from '../cli/select-rules.js';
import { installedWorld } from '../cli/world.js';
import { UsageError } from '../errors/kit-error.js';
import { PACKAGE_ROOT } from '../kit-package.js';
import { limitsWithPatience } from '../limits/limits.js';
import { memoryInUse } from '../agent/memory-in-use.js';
import { AgentConnection } from '../stage/agent-connection.js';
import { openSession } from '../stage/session.js';
import { EmbeddedTarget } from '../targets/embedded.js';
import { endOnSignals } from '../targets/end-on-signals.js';
import * as machine from './soak-machine.js';
import { megabytes, soakReport, type Measured } from './soak-report.js';
import { keepHistories, soakOnce, type SoakRun } from './soak-run.js';

/**
 * `npm run soak -- [--runs N] [--seed N] [--rule ID ...] [--fault ID]`: certifies the reference over and over, with one
 * agent for all runs, so that what it or this process would lose shows. Run k has the seed N + k - 1; a run that went
 * wrong is repeated with `--runs 1 --seed` and its own. `--fault` has the reference misbehave, to see the soak fail.
 * Exit code 0 only if no verdict differed, nothing leaked and nothing was left behind; 2 for what cannot be done as asked.
 */

/** Limits for cores that are busy with something else. */
const PATIENCE = 4;
/** Histories of runs that went wrong. */
const KEPT = path.join('dist', 'soak');
const PROGRAMS = ['agent.cjs', 'role.cjs'].map((file) => path.join(PACKAGE_ROOT, 'dist', 'agent', file));

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

interface Asked {
  readonly runs: number;
  readonly seed: number;
  readonly rules: readonly string[];
  readonly fault?: string;
}

function asked(): Asked {
  try {
    const { values } = parseArgs({
      options: {
        runs: { type: 'string' },
        seed: { type: 'string' },
        rule: { type: 'string', multiple: true },
        fault: { type: 'string' },
      },
    });
    const whole = (name: 'runs' | 'seed', otherwise: number): number => {
      const value = values[name] === undefined ? otherwise : Number(values[name]);
      if (Number.isInteger(value) && value >= 0 && (name === 'seed' || value > 0)) return value;
      throw new TypeError(`--${name} is a whole number`);
    };
    return {
      runs: whole('runs', 10),
      seed: whole('seed', Date.now() % 1_000_000),
      rules: values.rule ?? [],
      ...(values.fault === undefined ? {} : { fault: values.fault }),
    };
  } catch (error) {
    throw new UsageError('SOAK_USAGE', (error as Error).message, {
      remedy: 'npm run soak -- [--runs N] [--seed N] [--rule ID ...] [--fault ID]',
    });
  }
}

function progress(number: number, runs: number, run: SoakRun, measured: Measured): void {
  const how = `${run.atOnce} at once${run.busy ? ', cores busy' : ''}`;
  const memory = `${megabytes(measured.ownMemory)} and ${megabytes(measured.agentMemory)} in use`;
  const verdicts = run.differing.length === 0 ? 'as ever' : `${run.differing.length} DIFFER`;
  print(
    `run ${number}/${runs}  seed ${run.seed}  ${(run.ms / 1000).toFixed(1)} s  ${run.cases} cases: ${verdicts}  (${how}; ${memory})`,
  );
}

async function soak(): Promise<boolean> {
  const { runs, seed, rules, fault } = asked();
  const world = installedWorld();
  const selected = selectRules(world.rules, rules, 'interface');
  const checks = await loadChecks(world, selected);
  const before = { processes: machine.processesRunning(PROGRAMS), shared: machine.sharedMemoryFiles() };
  // All temporary files of the runs lie here.
  const temporary = await mkdtemp(path.join(tmpdir(), 'vdi-soak-'));
  process.env['TMPDIR'] = temporary;

  // Without a stock of warm roles: none may be left between runs.
  const starting = new EmbeddedTarget({ warmRoles: 0 }).start({
    limits: limitsWithPatience(PATIENCE),
    engine: subjectOf(selected) !== 'interface',
    ...(fault === undefined ? {} : { fault }),
  });
  const target = await starting.catch(async (error: unknown) => {
    await rm(temporary, { recursive: true, force: true });
    throw error;
  });
  const end = async (): Promise<void> => {
    await target.stop();
    await rm(temporary, { recursive: true, force: true });
  };
  const forget = endOnSignals(end);
  const measured: Measured[] = [];
  let differing = 0;
  let left: string[] = [];
  try {
    const agent = target.agentPid;
    const session = await openSession(target.connection);
    const meter = await AgentConnection.open(target.connection);
    let cases = 0;
    for (let number = 1; number <= runs; number++) {
      const run = await soakOnce(session, checks, seed + number - 1);
      differing += run.differing.length;
      cases += run.cases;
      const now: Measured = {
        cases,
        ownMemory: await memoryInUse(),
        agentMemory: await meter.ask('memory', []),
        ownDescriptors: machine.descriptorsOf('self'),
        agentDescriptors: machine.descriptorsOf(agent),
        roles: machine.processesRunning(PROGRAMS).filter((pid) => !before.processes.includes(pid)).length - 1,
        names: machine.namesStillBorne(run.sets).length,
      };
      measured.push(now);
      progress(number, runs, run, now);
      for (const { rule, case: id, verdict, reason } of run.differing)
        print(`  ${rule} ${id}: ${verdict}: ${reason}`);
      if (run.differing.length > 0) print(`  histories: ${await keepHistories(KEPT, run)}`);
    }
    await meter.close();
    await session.close();
    await target.stop();
    left = await readdir(temporary);
  } finally {
    forget();
    await end();
  }

  const isNew = (name: string): boolean => !before.shared.includes(name);
  const { lines, good } = soakReport(differing, measured, {
    processes: machine.processesRunning(PROGRAMS).filter((pid) => !before.processes.includes(pid)).length,
    sharedMemoryFiles: machine.sharedMemoryFiles().filter(isNew).length,
    temporaryFiles: left.length,
  });
  print(`\n${runs} runs, seeds ${seed} to ${seed + runs - 1}`);
  for (const line of lines) print(line);
  return good;
}

try {
  process.exitCode = (await soak()) ? 0 : 1;
} catch (error) {
  process.stderr.write(explainError(error));
  process.exitCode = error instanceof UsageError ? 2 : 4;
}
