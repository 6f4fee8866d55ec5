import { afterEach, describe, expect, test } from 'vitest';
import {
  containersOf,
  dockerHere,
  missingHere,
  noneWithin,
} from '../targets/container/testing/container-here.js';
import { ContainerRun } from './testing/container-run.js';

/**
 * A certification in a container, and who may die in the middle of it. Skipped without an engine; the target's own tests say so, and fail with
 * CI=true.
 */
const why = await missingHere();
/** The first run may build the image. */
const LIMIT_MS = 600_000;
/** The container's program ends when its harness' connection does, and the engine removes the container then. */
const GONE_MS = 20_000;
const PROOF = ['--container-image', 'linux-wine', '--container-memory', '2'];

const runs: ContainerRun[] = [];
afterEach(async () => {
  for (const run of runs.splice(0)) await run.remove();
});
async function certify(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<ContainerRun> {
  const run = await ContainerRun.start(args, environment);
  runs.push(run);
  return run;
}

describe.skipIf(why !== '')('a certification in a container', { timeout: LIMIT_MS }, () => {
  test('ends with 4 when the container is killed: what was found stands, the rest is inconclusive', async () => {
    const run = await certify([...PROOF, '--patience', '0.5']);
    await run.says(/^CLOSE-03 +pass/m);
    const [id = ''] = await containersOf(run.pid);
    await (await dockerHere()).getContainer(id).kill();
    expect(await run.ended).toBe(4);
    const { verdict, findings, problems } = await run.document();
    expect(verdict).toBe('inconclusive');
    expect(findings).toHaveLength(17);
    const of = (rule: string): string | undefined => findings.find((each) => each.rule === rule)?.verdict;
    expect(of('CLOSE-01')).toBe('pass');
    expect(of('CLOSE-17')).toBe('inconclusive');
    expect(findings.filter((each) => each.verdict === 'fail')).toEqual([]);
    expect(problems).toMatchObject([
      {
        where: 'stopping the target',
        message: expect.stringContaining('ended by itself (exit code 137)') as string,
      },
    ]);
    expect(await containersOf(run.pid)).toEqual([]);
  });

  test('leaves no container behind when it is killed itself', async () => {
    const run = await certify(PROOF);
    await run.says(/^CLOSE-01 +pass/m);
    expect(await containersOf(run.pid)).toHaveLength(1);
    run.kill('SIGKILL');
    expect(await run.ended).toBe('SIGKILL');
    expect(await noneWithin(run.pid, GONE_MS)).toBe(true);
  });

  test('leaves none behind when it is interrupted, and ends with 130', async () => {
    const run = await certify(PROOF);
    await run.says(/^CLOSE-01 +pass/m);
    run.kill('SIGINT');
    expect(await run.ended).toBe(130);
    expect(await containersOf(run.pid)).toEqual([]);
  });

  test('nor when that is while the container starts', async () => {
    const run = await certify(PROOF);
    while ((await containersOf(run.pid)).length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    run.kill('SIGINT');
    expect(await run.ended).toBe(130);
    expect(await containersOf(run.pid)).toEqual([]);
    expect(run.stderr).toContain('everything that was started has been ended');
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('nor does doctor, on %s', async (signal) => {
    // The image has to be there: doctor builds none, and looks into a container of one that is.
    const first = await certify([...PROOF, '--rule', 'CLOSE-01']);
    expect(await first.ended).toBe(0);
    const run = await ContainerRun.doctor(PROOF);
    runs.push(run);
    while ((await containersOf(run.pid)).length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    run.kill(signal);
    expect(await run.ended).toBe(signal === 'SIGINT' ? 130 : 143);
    expect(run.stdout).toBe('');
    expect(await containersOf(run.pid)).toEqual([]);
  });

  test('is not begun on an engine for Linux with the image for Windows, whose licence nobody accepted', async () => {
    const run = await certify([], { VDI_CONFORMANCE_ACCEPT_EULA: '' });
    expect(await run.ended).toBe(3);
    expect(run.stdout).toBe('');
    expect(run.stderr).toContain('the image is for windows');
    expect(run.stderr).toContain('SQL Server 2022 Developer');
  });
});

test.each(['tcp://127.0.0.1:9', 'unix:///nonexistent/docker.sock'])(
  'without an engine at DOCKER_HOST %s the target is unavailable, whatever else answers',
  async (DOCKER_HOST) => {
    const run = await certify(PROOF, { DOCKER_HOST });
    expect(await run.ended).toBe(3);
    expect(run.stdout).toBe('');
    expect(run.stderr).toContain(`no Docker engine answers at DOCKER_HOST ${DOCKER_HOST}`);
  },
);
