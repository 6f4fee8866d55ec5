import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { PACKAGE_ROOT } from './kit-package.js';

const IMPORT = /\b(?:from|import|require\()\s*\(?(?<quote>['"])(?<what>[^'"\n]+)\k<quote>/g;

/** Without running scripts: what is packed of the build that is there. */
function packed(): string[] {
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts'];
  const said = execFileSync('npm', args, { cwd: PACKAGE_ROOT, encoding: 'utf8' });
  const [archive] = JSON.parse(said) as { files: { path: string }[] }[];
  return archive?.files.map((file) => file.path) ?? [];
}

/** What the programs among these files load: the file and the name, as it is written there. */
function imports(files: readonly string[]): { file: string; what: string }[] {
  return files
    .filter((file) => /\.c?js$/.test(file))
    .flatMap((file) => {
      const text = readFileSync(path.join(PACKAGE_ROOT, file), 'utf8');
      return [...text.matchAll(IMPORT)].map((each) => ({ file, what: each.groups?.['what'] ?? '' }));
    });
}

describe('the package', () => {
  let files: string[];
  beforeAll(() => {
    files = packed();
  });

  test('holds the command line, the programs of a target, every spec and the native library', () => {
    expect(files).toEqual(
      expect.arrayContaining([
        'dist/harness/cli/main.js',
        'dist/agent/agent.cjs',
        'dist/agent/role.cjs',
        'dist/agent/library-probe.cjs',
        'dist/agent/container.cjs',
        'harness/targets/container/images/linux-wine/Dockerfile',
        'harness/targets/container/images/sql-server/install.ps1',
        'dist/specs/close/CLOSE-01.spec.js',
        'dist/specs/close/CLOSE-17.spec.js',
        'dist/native/linux-x64/libvdi_reference.so',
        'dist/native/linux-x64/libvdi_faulty.so',
        'dist/native/linux-x64/libvdi_recorder.so',
        'LICENSE',
      ]),
    );
  });

  test('holds nothing that only tests and builds use', () => {
    expect(
      files.filter((file) => /\.map$|\.test\.|testing|hand-made|hostile|\/objects\/|stamps/.test(file)),
    ).toEqual([]);
  });

  test('holds every file that a file of it loads', () => {
    const relative = imports(files).filter(({ what }) => what.startsWith('.'));
    expect(relative.length).toBeGreaterThan(100);
    const missing = relative.filter(
      ({ file, what }) => !files.includes(path.posix.join(path.posix.dirname(file), what)),
    );
    expect(missing).toEqual([]);
  });

  test('depends on every package that a file of it loads', () => {
    const { dependencies } = JSON.parse(readFileSync(path.join(PACKAGE_ROOT, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>;
    };
    const names = imports(files)
      .filter(({ what }) => !what.startsWith('.') && !isBuiltin(what))
      .map(({ what }) => what.split('/', what.startsWith('@') ? 2 : 1).join('/'));
    expect(new Set(names)).toContain('vitest');
    expect([...new Set(names)].filter((name) => !(name in dependencies))).toEqual([]);
  });
});
