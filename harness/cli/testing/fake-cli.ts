import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runDocumentSchema, type RunDocument } from '../../../reports/json/run-document.js';

/** The compiled command line with a target that starts nothing: see there. */
export const FAKE_CLI = fileURLToPath(new URL('../fixtures/fake-cli.mjs', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** That command line in a folder of its own. */
export class FakeCli {
  /** Its name is none for a shell, a glob or a URL. */
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async make(): Promise<FakeCli> {
    return new FakeCli(await mkdtemp(path.join(tmpdir(), 'vdi-cli [é] {a,b} ')));
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true });
  }

  /** @param specs what each rule's spec does. */
  run(
    args: readonly string[],
    specs: Readonly<Record<string, string>> = {},
    more: NodeJS.ProcessEnv = {},
  ): Promise<Ended> & { readonly child: ChildProcess } {
    // vitest's own variables of this very process are not the user's.
    const env = { PATH: process.env['PATH'], FAKE_SPECS: JSON.stringify(specs), ...more };
    const child = spawn(process.execPath, [FAKE_CLI, ...args], { cwd: this.folder, env });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    const ended = new Promise<Ended>((resolve) => {
      child.once('close', (code) => {
        resolve({ code, stdout, stderr });
      });
    });
    return Object.assign(ended, { child });
  }

  /** `certify --json`. */
  async certify(
    specs: Readonly<Record<string, string>>,
    ...args: string[]
  ): Promise<Omit<Ended, 'stdout'> & { readonly document: RunDocument }> {
    const { code, stdout, stderr } = await this.run(['certify', '--json', ...args], specs);
    return { code, stderr, document: runDocumentSchema.parse(JSON.parse(stdout)) };
  }
}
