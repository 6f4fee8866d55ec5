import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * The folder of a case in which a vendor's client runs: its media, and the file with the password of its log-in. Nobody else of this
 * machine can read it. Made when it is first needed, and removed with the case.
 */
export class CaseFolder {
  #path: string | null = null;
  #media = 0;
  #password: string | null = null;

  get path(): string {
    this.#path ??= mkdtempSync(path.join(tmpdir(), 'vdi-client-'));
    return this.#path;
  }

  /** A path at which nothing is yet. */
  newMedium(): string {
    return path.join(this.path, `medium-${++this.#media}`);
  }

  /** One beside which the medium of a second device cannot be made, if a client calls that as most do. */
  mediumForOneDevice(): string {
    const medium = this.newMedium();
    mkdirSync(`${medium}.1`);
    return medium;
  }

  /**
   * Takes away what a client has kept in a medium, and in those of further devices if it calls them as most do; nothing else.
   * @param medium its path in the words of any system.
   */
  clear(medium: string): void {
    const name = medium.split(/[\\/]/).at(-1) ?? '';
    for (const each of readdirSync(this.path)) {
      const further = each.startsWith(`${name}.`) && /^\d+$/.test(each.slice(name.length + 1));
      if (each === name || further) rmSync(path.join(this.path, each), { recursive: true });
    }
  }

  passwordFile(password: string): string {
    if (this.#password === null) {
      this.#password = path.join(this.path, 'password');
      writeFileSync(this.#password, password, { mode: 0o600 });
    }
    return this.#password;
  }

  /** Whether the folder was made, for what is printed may name it. */
  get made(): boolean {
    return this.#path !== null;
  }

  remove(): void {
    if (this.#path !== null) rmSync(this.#path, { recursive: true, force: true });
    this.#path = null;
  }
}
