import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CATEGORIES } from './categories.js';

/**
 * Makes the Allure 3 HTML of a run: one file, which opens without a server and without a network.
 * Allure's programmatic interface is not part of its package's exports, so its command runs as a child.
 * @returns the path of the page.
 * @throws Error with what Allure printed, when it fails.
 */
export async function writeAllureHtml(
  resultsFolder: string,
  reportFolder: string,
  name: string,
  how: {
    readonly signal?: AbortSignal | undefined;
    /** Where Allure keeps earlier runs, and adds this one; an absolute path. Default: nowhere. */
    readonly history?: string | undefined;
  } = {},
): Promise<string> {
  const command = path.join(path.dirname(createRequire(import.meta.url).resolve('allure')), '..', 'cli.js');
  // In the output folder, so that no allurerc of the reader's own project has a say.
  const cwd = path.dirname(resultsFolder);
  const args = ['awesome', '--single-file', '--report-name', name, '--report-language', 'en'];
  // Relative: Allure takes the results' folder for a glob, and brackets or backslashes above it are none of ours.
  const here = (folder: string): string => path.relative(cwd, folder);
  args.push('--group-by', 'epic,feature,story', '--output', here(reportFolder), here(resultsFolder));
  if (how.history !== undefined) args.push('--history-path', how.history);
  // Allure 3 takes categories from its configuration alone, and shows its own in place of those beside the results.
  const own = await mkdtemp(path.join(tmpdir(), 'vdi-conformance-allure-'));
  try {
    const config = path.join(own, 'allurerc.json');
    await writeFile(config, JSON.stringify({ categories: { rules: CATEGORIES } }));
    await run(process.execPath, [command, ...args, '--config', config], cwd, how.signal);
  } finally {
    await rm(own, { recursive: true, force: true });
  }
  const page = path.join(reportFolder, 'index.html');
  await writeFile(page, withoutAnalytics(await readFile(page, 'utf8')));
  return page;
}

/** From the tag that loads Google's script to the end of the one that starts it: no setting of Allure's page omits them. */
const ANALYTICS =
  /<script async src="https:\/\/www\.googletagmanager\.com\/.*?<\/script>\s*<script>.*?<\/script>/s;

/** A report on a vendor's product tells nobody that it was opened, and opens without a network. */
function withoutAnalytics(page: string): string {
  const without = page.replace(ANALYTICS, '');
  if (without.includes('www.googletagmanager.com')) {
    throw new Error(
      'the Allure page loads a script from the network in a way that this version of the kit does not know',
    );
  }
  return without;
}

function run(file: string, args: readonly string[], cwd: string, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_ENV: 'production' },
      ...(signal === undefined ? {} : { signal }),
    });
    let printed = '';
    const keep = (chunk: Buffer): void => {
      printed += chunk.toString();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`allure ended with exit code ${code ?? 'none'}: ${printed.trim()}`));
    });
  });
}
