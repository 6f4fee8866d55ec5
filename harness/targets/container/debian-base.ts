import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { KitError } from '../../errors/kit-error.js';
import { removeFolder } from '../remove-folder.js';
import type { Engine } from './engine.js';
import { follow } from './follow.js';
import type { OnPreparing } from './image-recipe.js';
import { hasImage, nameImage } from './name-image.js';

const RELEASE = 'bookworm';
const PACKAGES = 'wine,wine64';
/** The number is raised when it is made in another way. */
const NAME = `vdi-conformance-debian-wine:${RELEASE}-1`;
const EXCERPT = 1_000;

/**
 * An image of Debian with Wine, from Debian's packages alone: nothing is pulled. It is made once, and is there afterwards.
 * @throws KitError BASE_NOT_MADE with what debootstrap said; the signal's reason.
 */
export async function debianBase(
  engine: Engine,
  onPreparing: OnPreparing,
  signal: AbortSignal,
): Promise<string> {
  if (await hasImage(engine.docker, NAME)) return NAME;
  onPreparing(`making Debian ${RELEASE} with Wine for the image ${NAME} (once)`);
  const folder = await mkdtemp(path.join(tmpdir(), 'vdi-conformance-debian-'));
  try {
    await run(
      spawn('debootstrap', ['--variant=minbase', `--include=${PACKAGES}`, RELEASE, folder], {
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
      signal,
    );
    const left = ['./var/cache/apt/archives/*.deb', './var/lib/apt/lists/*'].map(
      (each) => `--exclude=${each}`,
    );
    const tar = spawn('tar', ['-C', folder, ...left, '-c', '.'], { stdio: ['ignore', 'pipe', 'inherit'] });
    // From here on: it ends before the engine has answered.
    const packed = once(tar, 'close') as Promise<[number | null]>;
    packed.catch(() => undefined);
    const output = await engine.docker.importImage(tar.stdout, {});
    let id = '';
    await follow(engine.docker, output, signal, (line) => (id = line));
    const [code] = await packed;
    if (code !== 0) throw new KitError('BASE_NOT_MADE', `tar ended with ${String(code)}`);
    await nameImage(engine.docker, id, NAME);
  } finally {
    await removeFolder(folder);
  }
  return NAME;
}

async function run(child: ChildProcess, signal: AbortSignal): Promise<void> {
  if (signal.aborted) child.kill('SIGTERM');
  let said = '';
  const hear = (chunk: Buffer): void => {
    said = (said + chunk.toString('utf8')).slice(-EXCERPT);
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  const end = (): void => void child.kill('SIGTERM');
  signal.addEventListener('abort', end, { once: true });
  const [code] = (await once(child, 'close')) as [number | null];
  signal.removeEventListener('abort', end);
  signal.throwIfAborted();
  if (code !== 0)
    throw new KitError('BASE_NOT_MADE', `debootstrap ended with ${String(code)}: ${said.trim()}`, {
      remedy: 'debootstrap has to reach a mirror of Debian; it says above what it missed.',
    });
}
