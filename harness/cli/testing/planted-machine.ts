import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { homedir, hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { PACKAGE_ROOT } from '../../kit-package.js';
import { LINUX_CLIENT } from '../../targets/linux-native.js';
import { KitCopy, type CliEnd } from './kit-copy.js';
import { Trace } from './trace.js';

/** What no report may tell, by what it is. A host's name is no longer than Windows allows, so that nothing cuts it. */
const PRIVATE = {
  user: 'planted-user-3f9',
  host: 'plntd-host-5e1',
  home: 'planted-home-7a1',
  folder: 'planted-folder-c42',
  'file of a private key': 'planted-key-6f3',
  'password of a SQL Server': 'Planted-Pa55-d07',
  'secret of a CI': 'planted-token-b6e',
  'variable of the kit’s': 'planted-setting-90a',
  'secret of the client’s environment': 'planted-env-secret-4d8',
  'secret of the client’s arguments': 'planted-argument-secret-e15',
  'secret within an argument': 'planted-inner-secret-28f',
} as const;

/** Files in the folder. */
export const KEY = `${PRIVATE['file of a private key']}.pem`;
export const PUBLIC_KEY = 'public.pem';
export const SETTINGS = 'settings.ini';

/** So short a name of a host, as `vm`, is in any text. */
const SHORTEST_HOST = 5;

/** What the client's shell sees to: its secrets and settings have come to it, and nobody's key. Then it is our client. */
const CLIENT_GETS_SECRETS =
  'test "$CLIENT_SECRET" && test "$0" && test "$1" && test -f "$2" && test -z "$VDI_CONFORMANCE_KEY" || exit 9; shift 2; exec ./vdi_client "$@"';

/**
 * The kit on a machine whose names and secrets are known, so that they can be looked for: a copy of it in a folder of somebody with a telling
 * name, with a client and a library of his.
 */
export class PlantedMachine {
  private constructor(
    readonly folder: string,
    readonly kit: KitCopy,
    /** What signs, as the file `KEY` in the folder has it. */
    readonly key: string,
    /** What must stand nowhere. */
    readonly traces: readonly Trace[],
  ) {}

  static async make(): Promise<PlantedMachine> {
    const above = await mkdtemp(path.join(tmpdir(), 'vdi-planted-'));
    const folder = path.join(above, PRIVATE.home, PRIVATE.user, PRIVATE.folder);
    await mkdir(folder, { recursive: true });
    const kit = await KitCopy.make(folder);
    await cp(LINUX_CLIENT, path.join(folder, 'vdi_client'));
    await writeFile(path.join(folder, 'host.cjs'), HOST_OF_OUR_CHOICE);
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    await writeFile(path.join(folder, KEY), key, { mode: 0o600 });
    await writeFile(path.join(folder, PUBLIC_KEY), publicKey.export({ type: 'spki', format: 'pem' }));
    await writeFile(path.join(folder, SETTINGS), 'verbose');
    const real = [
      new Trace('the folder of the kit', PACKAGE_ROOT),
      new Trace('the folder of Node', path.dirname(path.dirname(process.execPath)) + '/bin/node'),
      new Trace('the temporary folder', above),
      new Trace('the real home', `${homedir()}/`),
      ...(hostname().length < SHORTEST_HOST ? [] : [new Trace('the real host', hostname())]),
      ...tracesOf(privateKey),
    ];
    const planted = Object.entries(PRIVATE).map(([what, text]) => new Trace(what, text));
    return new PlantedMachine(folder, kit, key, [...planted, ...real]);
  }

  /** `certify` with these arguments, in the folder, as the terminal has it. */
  async certify(
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): Promise<CliEnd & { readonly out: string }> {
    const run = this.kit.run('certify', args, { cwd: this.folder, env: { ...this.#environment(), ...env } });
    return { ...(await run.ended), out: run.out };
  }

  /** Any command, in the folder. */
  async command(args: readonly string[]): Promise<CliEnd> {
    return this.kit.command(args, { cwd: this.folder, env: this.#environment() }).ended;
  }

  /** The path of a configuration of a client that is told secrets; @param wrong what it does wrong. */
  async client(wrong?: string): Promise<string> {
    const transfer = ['set', 'devices', 'direction', 'file'].flatMap((word) => [`--${word}`, `{${word}}`]);
    const config = {
      command: [
        ...['/bin/sh', '-c', CLIENT_GETS_SECRETS, PRIVATE['secret of the client’s arguments']],
        `--token=${PRIVATE['secret within an argument']}`,
        path.join(this.folder, SETTINGS),
        ...['--library', '{library}', ...transfer],
        ...(wrong === undefined ? [] : ['--wrong', wrong]),
      ],
      env: { CLIENT_SECRET: PRIVATE['secret of the client’s environment'] },
      success: { output: '^done$' },
    };
    const file = path.join(this.folder, `client-${wrong ?? 'right'}.json`);
    await writeFile(file, JSON.stringify(config));
    return path.basename(file);
  }

  #environment(): Record<string, string> {
    const { user, host } = PRIVATE;
    const home = path.join(path.dirname(this.folder), '..');
    return {
      ...{ HOME: home, USERPROFILE: home, USER: user, LOGNAME: user, USERNAME: user },
      ...{ HOSTNAME: host, COMPUTERNAME: host, NODE_OPTIONS: `--require=${this.folder}/host.cjs` },
      ...{ PLANTED_HOST: host, PLANTED_USER: user, PLANTED_HOME: home },
      VDI_CONFORMANCE_SQL_PASSWORD: PRIVATE['password of a SQL Server'],
      VDI_CONFORMANCE_PLANTED: PRIVATE['variable of the kit’s'],
      ...{ GITHUB_TOKEN: PRIVATE['secret of a CI'], NPM_TOKEN: PRIVATE['secret of a CI'] },
    };
  }

  async remove(): Promise<void> {
    const above = path.join(this.folder, '..', '..', '..');
    await rm(above, { recursive: true, force: true });
  }
}

/** A private key as PEM has it, and alone: as JWK has it, and in hexadecimal. */
export function tracesOf(key: KeyObject): Trace[] {
  const [, pem = ''] = key.export({ type: 'pkcs8', format: 'pem' }).toString().split('\n');
  const { d = '' } = key.export({ format: 'jwk' });
  return [pem, d, Buffer.from(d, 'base64url').toString('hex')].map(
    (text) => new Trace('a private key', text),
  );
}

/** For every process of Node's: only root may name a machine, so what Node says of it is what we want. */
const HOST_OF_OUR_CHOICE = `
const os = require('node:os');
const { PLANTED_HOST, PLANTED_USER, PLANTED_HOME } = process.env;
const real = os.userInfo();
if (PLANTED_HOST !== undefined) {
  os.hostname = () => PLANTED_HOST;
  os.homedir = () => PLANTED_HOME;
  os.userInfo = () => ({ ...real, username: PLANTED_USER, homedir: PLANTED_HOME });
  require('node:module').syncBuiltinESMExports();
}
`;
