/** What the native tests say: TAP, a line for each test, followed by what it printed if it failed. */

export interface NativeTest {
  readonly name: string;
  readonly passed: boolean;
  readonly said: string;
}

export function readTap(tap: string): { planned: number; tests: NativeTest[] } {
  // Windows ends lines in its own way.
  const lines = tap.replaceAll('\r\n', '\n');
  const planned = Number(/^1\.\.(\d+)$/m.exec(lines)?.[1] ?? 0);
  const tests = lines
    .split(/^(?=(?:not )?ok )/m)
    .map((part) => /^(not )?ok \d+ - (.*)\n?([^]*)$/.exec(part))
    .filter((match) => match !== null)
    .map(([, not, name = '', said = '']) => ({ name, passed: not === undefined, said }));
  return { planned, tests };
}
