import type { ChildProcess } from 'node:child_process';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LINUX_NATIVE } from '../../../targets/linux-native.js';
import { ThisNode } from '../../../targets/node-host.js';
import { OwnTemporaryFolder } from '../../../targets/testing/own-temporary-folder.js';
import { startSqlEndpoint } from './start-endpoint.js';

let own: OwnTemporaryFolder;
beforeEach(async () => {
  own = await OwnTemporaryFolder.make();
});
afterEach(() => own.remove());

/** Runs another program in the endpoint's place. */
class Instead extends ThisNode {
  constructor(private readonly script: string) {
    super();
  }

  override start(_: string, ...rest: [readonly string[], NodeJS.ProcessEnv, number]): ChildProcess {
    return super.start(this.script, ...rest);
  }
}

async function startInstead(program: string, startMs: number): Promise<unknown> {
  const script = path.join(own.path, 'instead.cjs');
  await writeFile(script, program);
  const settings = { library: LINUX_NATIVE.reference, recorder: LINUX_NATIVE.recorder, databases: [] };
  return startSqlEndpoint(new Instead(script), { ...settings, startMs, endMs: 1_000 }).catch(
    (error: unknown) => error,
  );
}

test.each([
  ['ends', 'console.error("no such thing"); process.exit(7);', /ended \(exit code 7\).*no such thing/],
  ['says nothing', 'setInterval(() => undefined, 1000);', /did not listen within 300 ms$/],
])(
  'a process that %s before it listens: what it printed is told, and nothing stays',
  async (_, program, says) => {
    const error = await startInstead(program, program.includes('exit') ? 20_000 : 300);
    expect(error).toMatchObject({
      code: 'SQL_ENDPOINT_NOT_STARTED',
      message: expect.stringMatching(says) as string,
    });
    expect(await readdir(own.path)).toEqual(['instead.cjs']);
  },
);
