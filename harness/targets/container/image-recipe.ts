import type { Engine } from './engine.js';
import type { ContainerSettings } from './settings.js';
import type { Check } from '../target.js';

/** Told of what takes its time. */
export type OnPreparing = (what: string) => void;

/** How an image is built. Where the two differ is here; what runs in them and what is done with them is the same. */
export interface ImageRecipe {
  /** Which engine it needs. */
  readonly os: 'windows' | 'linux';
  /** Folder with the Dockerfile, and what it copies besides the kit. */
  readonly folder: string;
  /** The kit's folder in the container, with slashes and from the root of its drive. */
  readonly kit: string;
  /** The kit's Node, below the kit's folder: the name it has in the image, and the file of this machine. */
  node(programs: { readonly node: string; readonly nodeExe: string }): { name: string; file: string };
  /** Folders of the user's whose contents go into the build, by their place there. */
  folders(settings: ContainerSettings): Readonly<Record<string, string>>;
  buildArgs(settings: ContainerSettings): Readonly<Record<string, string>>;
  /** What it needs besides an engine of its system. */
  checks(settings: ContainerSettings): readonly Check[];
  /**
   * Makes the image that it starts from, where that is not had from a registry.
   * @returns its name; null: the Dockerfile names it.
   */
  base(engine: Engine, onPreparing: OnPreparing, signal: AbortSignal): Promise<string | null>;
}
