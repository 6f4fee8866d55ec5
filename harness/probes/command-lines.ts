import { readdir, readFile } from 'node:fs/promises';

/**
 * Finds processes of Linux by what stands on their command lines. Through Wine a look at one costs a dozen calls of its
 * server, and a machine has hundreds: so each is looked at once, and again only when that does not do.
 */
export class CommandLines {
  #lines: ReadonlyMap<string, string> = new Map();
  #looks: Promise<unknown> = Promise.resolve();

  /** @param proc where Linux' /proc is seen. */
  constructor(
    private readonly proc: string,
    private readonly read = (file: string) => readFile(file, 'utf8'),
  ) {}

  /** @throws an error with the code ESRCH when there is no such process. */
  async idOf(mark: string): Promise<number> {
    // One look after the other: the second finds what the first has seen.
    const found = this.#looks.then(async () => {
      if (this.#find(mark) === null) await this.#look(this.#lines);
      // A process gets its command line after it has come, and its number may be that of one that has gone.
      if (this.#find(mark) === null) await this.#look(new Map());
      return this.#find(mark);
    });
    this.#looks = found.catch(() => undefined);
    const id = await found;
    if (id === null) throw Object.assign(new Error(`no process has the mark ${mark}`), { code: 'ESRCH' });
    return Number(id);
  }

  #find(mark: string): string | null {
    for (const [id, line] of this.#lines) if (line.includes(mark)) return id;
    return null;
  }

  async #look(known: ReadonlyMap<string, string>): Promise<void> {
    const ids = (await readdir(this.proc)).filter((name) => /^\d+$/.test(name));
    this.#lines = new Map(
      await Promise.all(ids.map(async (id) => [id, known.get(id) ?? (await this.#lineOf(id))] as const)),
    );
  }

  /** Empty when the process has ended meanwhile. */
  #lineOf(id: string): Promise<string> {
    return this.read(`${this.proc}/${id}/cmdline`).catch(() => '');
  }
}
