import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { KIT, PACKAGE_ROOT } from './kit-package.js';

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
        'dist/harness/client-program/define-config.js',
        'dist/harness/client-program/define-config.d.ts',
        'docs/certify-your-client.md',
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
    expect([...new Set(names)].filter((name) => name !== KIT.name && !(name in dependencies))).toEqual([]);
  });
});

describe('vdi-conformance/config, where a vendor has installed the package', () => {
  /** A wrong field and a wrong value have to be errors of the compiler, and a right configuration none. */
  const CONFIG = `import { defineConfig, type ClientConfigInput } from 'vdi-conformance/config';
const more: Pick<ClientConfigInput, 'cannot'> = { cannot: { restore: 'it never does' } };
export default defineConfig({ command: ['./client', '{set}'], statements: 'client', ...more });
// @ts-expect-error there is no such field
defineConfig({ command: ['./client'], exitCode: 0 });
// @ts-expect-error a line of text is no command
defineConfig({ command: './client' });
`;
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'vdi-vendor-'));
    const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
    const said = execFileSync('npm', args, { cwd: PACKAGE_ROOT, encoding: 'utf8' });
    const [archive] = JSON.parse(said) as { filename: string }[];
    const installed = path.join(folder, 'node_modules', 'vdi-conformance');
    mkdirSync(installed, { recursive: true });
    execFileSync('tar', ['-xzf', archive?.filename ?? '', '-C', installed, '--strip-components=1'], {
      cwd: folder,
    });
    writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }');
    writeFileSync(path.join(folder, 'vdi-conformance.config.ts'), CONFIG);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each([
    ['nodenext', 'nodenext'],
    ['esnext', 'bundler'],
  ])('its types are found and checked: %s, %s', (module, resolution) => {
    const compilerOptions = {
      noEmit: true,
      strict: true,
      types: [],
      lib: ['es2022'],
      module,
      moduleResolution: resolution,
    };
    const files = ['vdi-conformance.config.ts'];
    writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
    const args = [path.join(PACKAGE_ROOT, 'node_modules', 'typescript', 'bin', 'tsc')];
    expect(printed(process.execPath, args)).toBe('');
  });

  test('it is loaded by Node alone', () => {
    const program =
      "import { defineConfig } from 'vdi-conformance/config'; console.log(defineConfig({ command: ['c'] }));";
    expect(printed(process.execPath, ['--input-type=module', '--eval', program])).toContain("[ 'c' ]");
  });

  /** What a program prints; a failure's output, too. */
  function printed(program: string, args: readonly string[]): string {
    try {
      return execFileSync(program, args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
    } catch (error) {
      const { stdout, stderr } = error as { stdout: string; stderr: string };
      return stdout + stderr;
    }
  }
});
