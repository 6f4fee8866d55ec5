import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { Opener } from './opened-page.js';

/** Where Debian puts it, unless one is named. */
const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const ADVICE = `there is no browser at ${CHROMIUM}: \`apt-get install chromium\`, or name one with CHROMIUM_PATH`;

/** On a machine that other tests keep busy a browser takes its time. */
const START_MS = 60_000;

/**
 * Opens pages for the tests of a file, in one browser. Where there is none these are skipped and say so, and fail with
 * CI=true.
 */
export function openerOfTests(): Opener {
  let browser: Browser | undefined;
  let folder = '';
  const opener = new Opener(() => {
    if (browser === undefined) throw new Error(ADVICE);
    return { browser, folder };
  });
  if (!existsSync(CHROMIUM) && process.env['CI'] !== 'true') {
    beforeEach(({ skip }) => skip(`NOT RUN: ${ADVICE}`));
    return opener;
  }
  beforeAll(async () => {
    if (!existsSync(CHROMIUM)) throw new Error(ADVICE);
    folder = await mkdtemp(path.join(tmpdir(), 'vdi-page-'));
    // Chromium's sandbox refuses to work for root.
    const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    browser = await chromium.launch({ executablePath: CHROMIUM, args });
  }, START_MS);
  afterAll(async () => {
    await browser?.close();
    if (folder !== '') await rm(folder, { recursive: true, force: true });
  });
  return opener;
}
