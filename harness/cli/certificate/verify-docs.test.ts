import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { signerOf } from '../../../reports/certificate/ed25519.js';
import { handMadeCertificate, sign, withPayload } from '../../../reports/certificate/hand-made.js';
import { KETTLE_RECORD, kettleIn } from '../../../specs/documentation/testing/kettle-record.js';
import { RULES } from '../../../specs/rules/catalogue.js';
import { documentationOf } from '../../../specs/rules/documentation.js';
import { LOCALES } from '../../../specs/rules/rule.js';
import type { World } from '../world.js';
import { ruleSetOf } from './judges.js';
import { verify, type VerifyOptions } from './verify-command.js';

/** A certificate by rules that rest on the invented page about a kettle, held against pages that say this or that. */
let folder: string;
let world: World;
const { content: certified } = handMadeCertificate();
const at = (...names: string[]): string => path.join(folder, ...names);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vdi-verify-'));
  // Rules rest on sentences of these parts only.
  const parts = ['lead', 'Return Value', 'Remarks'];
  const restsOn = KETTLE_RECORD.rules.flatMap((rule) =>
    rule.restsOn.filter(({ section }) => parts.includes(section)),
  );
  const rules = certified.findings.map(({ rule }, index) => ({
    ...RULES.find(({ id }) => id === rule)!,
    restsOn: restsOn.slice(index),
  }));
  const kit = { name: 'kit', version: '1' };
  world = { kit, root: folder, specs: at('specs'), reports: folder, rules, targets: [] };
  await mkdir(world.specs);
  const content = { ...certified, ruleSet: await ruleSetOf(world), documentation: documentationOf(rules) };
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const envelope = sign(content, signerOf(privateKey));
  await writeFile(at('certificate.json'), JSON.stringify(envelope));
  const altered = withPayload(envelope, (text) => text.replace('PASSED', 'WARNED'));
  await writeFile(at('altered.json'), JSON.stringify(altered));
  await writeKey('k.pub.pem', publicKey);
  await writeKey('other.pub.pem', generateKeyPairSync('ed25519').publicKey);
});
afterAll(() => rm(folder, { recursive: true }));

beforeEach(async () => {
  await rm(at('docs'), { recursive: true, force: true });
  await mkdir(at('docs'));
  for (const locale of LOCALES) await writeFile(at('docs', `${locale}.md`), kettleIn(locale));
});

async function writeKey(file: string, key: KeyObject): Promise<void> {
  await writeFile(at(file), key.export({ type: 'spki', format: 'pem' }));
}

async function verified(more: Partial<VerifyOptions> = {}, file = 'certificate.json') {
  let said = '';
  const options = {
    publicKey: [at('k.pub.pem')],
    docs: at('docs'),
    json: false,
    lang: 'en' as const,
    ...more,
  };
  const code = await verify(at(file), options, world, { write: (text) => (said += text) });
  return { code, said };
}

async function changeRussian(from: string, to: string): Promise<void> {
  const text = kettleIn('ru');
  expect(text).toContain(from);
  await writeFile(at('docs', 'ru.md'), text.replace(from, to));
}

test('it is told on which revision of the documentation a certificate rests', async () => {
  const { said } = await verified();
  expect(said).toMatch(/^documents {3}revision [0-9a-f]{64}$/m);
  const { says } = JSON.parse((await verified({ json: true })).said) as {
    says: { documentation: { digest: string } };
  };
  expect(said).toContain(`revision ${says.documentation.digest}\n`);
});

test('pages as they were are no reason for a warning', async () => {
  const { code, said } = await verified();
  expect(code).toBe(0);
  expect(said).toMatch(/^sentences {3}\d+ unchanged$/m);
  expect(said).toMatch(/\ngenuine: a certificate of conformance\n$/);
  expect(said).not.toMatch(/warning/i);
});

test('a sentence that changed is warned of with its rules, and the certificate is still genuine', async () => {
  await changeRussian('The lid should', 'The lid must');
  const { code, said } = await verified();
  expect(code).toBe(0);
  expect(said).toMatch(/^sentences {3}\d+ unchanged, 1 changed$/m);
  expect(said).toMatch(
    /\nWarning: sentences of iservervirtualdeviceset2-close that it rests on and that changed: 1\n {2}to do: /,
  );
  expect(said).toContain(
    '  ru.md: Remarks, paragraph 1, sentence 3\n    The lid must be shut.\n    rests: CLIENT-CLOSE-01, CLIENT-CLOSE-02\n',
  );
  expect(said).toMatch(/\ngenuine: a certificate of conformance\n$/);
});

test('so is one that vanished; those behind it, which moved up, are counted', async () => {
  await changeRussian(' An empty kettle-ru gets hot.', '');
  const { code, said } = await verified();
  expect(code).toBe(0);
  expect(said).toMatch(/^sentences {3}\d+ unchanged, 1 moved, 1 vanished$/m);
  expect(said).toContain('it rests on and that vanished: 1\n');
  expect(said).not.toContain('and that changed');
});

test('and in the language that is asked for', async () => {
  await changeRussian('The lid should', 'The lid must');
  const { said } = await verified({ lang: 'fr' });
  expect(said).toMatch(/^déclare {9}conformant pour 2 règles sur 17, /m);
  expect(said).toMatch(/^phrases {9}\d+ inchangées, 1 changée$/m);
  expect(said).toContain('sur lesquelles il repose et qui ont changé : 1\n  à faire : ');
  expect(said).toContain('  ru.md : Notes, paragraphe 1, phrase 3\n');
  expect(said).toMatch(/\nauthentique : un certificat de conformité\n$/);
  expect((await verified({ json: true, lang: 'fr' })).said).toBe((await verified({ json: true })).said);
  const altered = await verified({ lang: 'ru' }, 'altered.json');
  expect(altered.said).toMatch(/^подпись: signature 1 of 1 is not what.*\nитог: result does not/m);
});

test('documents for programs have the same', async () => {
  await changeRussian('The lid should', 'The lid must');
  await rm(at('docs', 'it.md'));
  const { code, said } = await verified({ json: true });
  expect(code).toBe(0);
  expect(JSON.parse(said)).toMatchObject({
    outcome: 'genuine',
    documentation: {
      pages: [{ file: 'en.md' }, { file: 'fr.md' }, { file: 'ru.md' }],
      moved: 0,
      warnings: [
        {
          state: 'changed',
          locale: 'ru',
          place: { section: 'Remarks', paragraph: 1, sentence: 3 },
          rules: ['CLIENT-CLOSE-01', 'CLIENT-CLOSE-02'],
        },
      ],
      missing: [{ page: 'iservervirtualdeviceset2-close', locale: 'it' }],
    },
  });
  expect((await verified()).said).toContain(', not there: iservervirtualdeviceset2-close (it)\n');
});

test('without pages nothing is said of them', async () => {
  let said = '';
  const options = { publicKey: [at('k.pub.pem')], json: true, lang: 'en' as const };
  await verify(at('certificate.json'), options, world, { write: (text) => (said += text) });
  expect(JSON.parse(said)).toMatchObject({ outcome: 'genuine', documentation: null });
});

test.each([
  ['is altered', {}, 'altered.json'],
  ['is by somebody else', { publicKey: ['other.pub.pem'] }, 'certificate.json'],
])(
  'what a certificate that %s rests on is not looked for',
  async (_, { publicKey }: Partial<VerifyOptions>, file) => {
    await changeRussian('The lid should', 'The lid must');
    const more = publicKey === undefined ? {} : { publicKey: publicKey.map((key) => at(key)) };
    const { code, said } = await verified(more, file);
    expect(code).toBe(1);
    expect(said).not.toMatch(/^sentences|Warning/m);
  },
);

test('a folder without a page, and none, are errors as in docs check', async () => {
  await expect(verified({ docs: at('specs') })).rejects.toMatchObject({ code: 'DOCS_NO_PAGE' });
  await expect(verified({ docs: at('nowhere') })).rejects.toMatchObject({ code: 'DOCS_NO_FOLDER' });
});
