import { WindowsContainerTarget } from './container/windows-container.js';
import { EmbeddedTarget } from './embedded.js';
import type { Target } from './target.js';
import { WindowsHostTarget } from './windows-host.js';
import { WineTarget } from './wine/wine.js';

/** Every target that the kit speaks of, the default first. */
export const TARGETS: readonly Target[] = [
  new EmbeddedTarget(),
  new WineTarget(),
  new WindowsHostTarget(),
  new WindowsContainerTarget(),
];

export const DEFAULT_TARGET = 'embedded';
