import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS as limits } from '../limits/limits.js';
import { builtImage } from '../targets/container/build-image.js';
import { reachEngine } from '../targets/container/engine.js';
import { LINUX_WINE } from '../targets/container/linux-wine-image.js';
import { missingHere, PROOF } from '../targets/container/testing/container-here.js';
import { hasCommand } from '../targets/wine/wine-command.js';
import { ContainerRun } from './testing/container-run.js';
import { OwnEngine } from './testing/own-engine.js';

/**
 * A Docker engine that is reached by DOCKER_HOST alone, and killed in the middle of a certification. Skipped where none can be started; the target's own tests say so, and
 * fail with CI=true.
 */
const why = await missingHere();
const canStart = ['dockerd', 'docker', 'ip', 'nsenter'].every(hasCommand);
const LIMIT_MS = 600_000;
const GONE_MS = 30_000;

test.skipIf(why !== '' && process.env['CI'] !== 'true')('an engine can be started for a test', () => {
  expect(canStart).toBe(true);
});

describe.skipIf(why !== '' || !canStart)('an engine of another machine', { timeout: LIMIT_MS }, () => {
  let engine: OwnEngine;
  beforeAll(async () => {
    engine = await OwnEngine.start();
    // Not built there anew: taken from the other.
    const here = await reachEngine(limits.engineAnswerMs);
    const image = await builtImage(here, LINUX_WINE, PROOF, () => undefined, new AbortController().signal);
    const load = spawn('docker', ['--host', engine.dockerHost, 'load'], {
      stdio: ['pipe', 'ignore', 'inherit'],
    });
    (await here.docker.getImage(image).get()).pipe(load.stdin);
    expect(await once(load, 'close')).toEqual([0, null]);
  }, LIMIT_MS);
  afterAll(() => engine.remove());

  test('runs a certification, and, killed in the middle, ends it with 4, and the container with it; nothing is left when the engine is back', async () => {
    const run = await ContainerRun.start(
      [
        '--container-image',
        'linux-wine',
        '--container-memory',
        '2',
        '--patience',
        '0.5',
        '--rule',
        'CLOSE-0*',
      ],
      { DOCKER_HOST: engine.dockerHost, TESTCONTAINERS_HOST_OVERRIDE: engine.host },
    );
    try {
      await run.says(/^CLOSE-01 +pass/m);
      await engine.kill();
      expect(await run.ended).toBe(4);
      const { verdict, findings, problems } = await run.document();
      expect(verdict).toBe('inconclusive');
      expect(findings.map((each) => each.verdict)).toContain('pass');
      // The container lives as long as we are connected, and with rules of iptables that outlives the engine.
      expect(findings.filter((each) => each.verdict === 'fail')).toEqual([]);
      expect(problems).toMatchObject([
        {
          where: 'stopping the target',
          message: expect.stringContaining('the Docker engine cannot be asked any more') as string,
        },
      ]);
    } finally {
      await run.remove();
    }
    // The container has ended with its harness' connection; the engine removes it when it is back.
    await within(() => Promise.resolve(engine.inContainers().length === 0));
    await engine.begin();
    await within(async () => (await engine.docker('ps', '--all', '--quiet')) === '');
    expect(await engine.docker('volume', 'ls', '--quiet')).toBe('');
    expect(await engine.docker('images', '--quiet', '--filter', 'dangling=true')).toBe('');
    await engine.remove();
    expect(engine.processes).toEqual([]);
  });
});

/** Looks again and again: nothing tells when what an engine did comes to its end. @throws Error when it does not. */
async function within(come: () => Promise<boolean>): Promise<void> {
  const until = performance.now() + GONE_MS;
  while (!(await come())) {
    if (performance.now() > until) throw new Error(`it did not come within ${GONE_MS} ms`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
