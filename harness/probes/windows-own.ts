import type { OwnProbe } from './own.js';
import type { RangeLook, RangeToLookAt } from './probe.js';
import { windowsApi } from './windows-api.js';
import { lookAtRanges } from './windows-memory.js';

export class WindowsOwnProbe implements OwnProbe {
  ranges(ranges: readonly RangeToLookAt[]): RangeLook[] {
    return lookAtRanges(BigInt(windowsApi().currentProcess()), ranges);
  }

  isLoaded(file: string): boolean {
    return BigInt(windowsApi().moduleHandle(file)) !== 0n;
  }
}
