import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * A folder of one test's own for all temporary files, run folders and prefixes among them: what is left, and what runs there,
 * can be told whatever else runs.
 */
export class OwnTemporaryFolder {
  readonly #ends: (() => Promise<void>)[] = [];
  readonly #before = process.env['TMPDIR'];

  private constructor(readonly path: string) {
    process.env['TMPDIR'] = path;
  }

  static async make(): Promise<OwnTemporaryFolder> {
    return new OwnTemporaryFolder(await mkdtemp(path.join(tmpdir(), 'vdi-test-')));
  }

  /** What has to be ended before the folder goes: the last first. */
  beforeRemoval(end: () => Promise<void>): void {
    this.#ends.push(end);
  }

  async remove(): Promise<void> {
    for (const end of this.#ends.splice(0).reverse()) await end();
    if (this.#before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = this.#before;
    await rm(this.path, { recursive: true, force: true });
  }
}
