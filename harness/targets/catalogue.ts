import { EmbeddedTarget } from './embedded.js';
import { notBuiltYet } from './not-built-yet.js';
import type { Target } from './target.js';

/** Every target that the kit speaks of, the default first. */
export const TARGETS: readonly Target[] = [
  new EmbeddedTarget(),
  notBuiltYet(
    'wine',
    "the reference built as a Windows DLL, in Windows' node.exe under Wine",
    'Wine and mingw-w64',
  ),
  notBuiltYet(
    'windows-host',
    'the installed sqlvdi.dll of this Windows',
    'Windows and an instance of SQL Server',
  ),
  notBuiltYet(
    'windows-container',
    'the sqlvdi.dll of SQL Server in a Windows container',
    'a Docker engine for Windows containers',
  ),
];

export const DEFAULT_TARGET = 'embedded';
