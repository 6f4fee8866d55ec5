import { toHtml } from 'hast-util-to-html';
import { expect, test } from 'vitest';
import type { History } from '../../harness/history/history.js';
import { handMadeClient, handMadeDocument } from '../json/hand-made.js';
import { facts } from './facts.js';
import { Sayings } from './sayings.js';

const NONE: ReadonlyMap<string, History> = new Map();

test('the client that was certified is named with all its files', () => {
  const { files } = handMadeClient('node');
  const client = { name: 'node yours.js', files: [...files, { file: 'yours.js', sha256: 'cd'.repeat(32) }] };
  const html = toHtml(facts(new Sayings(), { ...handMadeDocument([]), client }, NONE, undefined));
  expect(html).toMatch(/Client program<[^]*<code>node<[^]*(ab){32}[^]*<code>yours\.js<[^]*(cd){32}/);
  expect(toHtml(facts(new Sayings(), handMadeDocument([]), NONE, undefined))).not.toContain('Client program');
});
