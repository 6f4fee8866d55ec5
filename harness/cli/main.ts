#!/usr/bin/env node
import { ownProcess } from './own-process.js';

await ownProcess(async () => (await import('./world.js')).installedWorld());
