#!/usr/bin/env node
import { withUpperCaseDrive } from './drive-letter.js';
import type * as OwnProcess from './own-process.js';
import type * as World from './world.js';

const load = async (file: string): Promise<unknown> =>
  import(withUpperCaseDrive(new URL(file, import.meta.url).href));

const { ownProcess } = (await load('own-process.js')) as typeof OwnProcess;
await ownProcess(async () => ((await load('world.js')) as typeof World).installedWorld());
