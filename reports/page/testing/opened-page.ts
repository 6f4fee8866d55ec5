import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** A page in a browser, and everything that it complained of or asked the network for. */
export interface OpenedPage extends AsyncDisposable {
  readonly page: Page;
  readonly complaints: readonly string[];
}

/** Opens pages from files of a folder, each in a window of its own. */
export class Opener {
  /** @param of the browser, and the folder for the files; asked for when a page is opened. */
  constructor(private readonly of: () => { readonly browser: Browser; readonly folder: string }) {}

  /** @param query what the address ends with. */
  async open(html: string, query = '', how: BrowserContextOptions = {}): Promise<OpenedPage> {
    const { browser, folder } = this.of();
    const file = path.join(folder, `${crypto.randomUUID()}.html`);
    await writeFile(file, html);
    const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', ...how });
    const page = await context.newPage();
    const complaints: string[] = [];
    const { href } = pathToFileURL(file);
    page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith(href)) complaints.push(`asked for ${request.url()}`);
    });
    await page.goto(href + query);
    return { page, complaints, [Symbol.asyncDispose]: () => context.close() };
  }
}
