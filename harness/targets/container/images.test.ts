import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Language, Parser, type Node } from 'web-tree-sitter';
import { beforeAll, expect, test } from 'vitest';
import { SQL_SERVER } from './sql-server-image.js';

/** No Windows is at hand to run them on: what can be known here is that they are PowerShell. */
const grammar = createRequire(import.meta.url).resolve('tree-sitter-powershell/tree-sitter-powershell.wasm');
let parser: Parser;
beforeAll(async () => {
  await Parser.init();
  parser = new Parser();
  parser.setLanguage(await Language.load(grammar));
});

/** Lines of a script, from 1, that are no PowerShell. */
function wrongLines(script: string): number[] {
  const wrong: number[] = [];
  const look = (node: Node | null): void => {
    if (node === null) return;
    if (node.isError || node.isMissing) wrong.push(node.startPosition.row + 1);
    node.children.forEach(look);
  };
  look(parser.parse(script)?.rootNode ?? null);
  return wrong;
}

test.each(['install.ps1', 'start.ps1'])('%s is PowerShell, and a brace too few is noticed', async (name) => {
  const script = await readFile(path.join(SQL_SERVER.folder, name), 'utf8');
  expect(script.length).toBeGreaterThan(500);
  expect(wrongLines(script)).toEqual([]);
  expect(wrongLines(script.replace('} catch', ' catch').replace(/\}\s*$/m, ''))).not.toEqual([]);
});

test('the licence is an argument of the build, and the build is refused without it', async () => {
  const dockerfile = await readFile(path.join(SQL_SERVER.folder, 'Dockerfile'), 'utf8');
  expect(dockerfile).not.toMatch(/ACCEPT_EULA *= *["']?Y/i);
  expect(dockerfile).toContain('-AcceptEula $env:ACCEPT_EULA');
  const install = await readFile(path.join(SQL_SERVER.folder, 'install.ps1'), 'utf8');
  expect(install).toMatch(/if \(\$AcceptEula -cne 'Y'\) \{ throw/);
});
