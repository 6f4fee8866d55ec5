import { expect, it } from 'vitest';
import { rulesOf } from '../rules/catalogue.js';
import type { Scenario } from '../scenario.js';

/** Rules of which one number of devices is enough, and why. */
const ONE_SHAPE: Readonly<Record<string, string>> = {
  'ENGINE-CLOSE-10': 'two sets with two devices each already are several, and every end is a case',
  'ENGINE-CLOSE-11': 'one process is looked at over one run of backups',
};

async function load(id: string): Promise<Scenario> {
  const file = new URL(`./${id}.scenario.ts`, import.meta.url).href;
  return ((await import(file)) as { scenario: Scenario }).scenario;
}

it.each(rulesOf(['engine']).map(({ id }) => id))(
  '%s has cases of their own ids, with one device and with several',
  async (id) => {
    const { cases } = await load(id);
    expect(new Set(cases.map((each) => each.id)).size).toBe(cases.length);
    const shapes = new Set(
      cases.map(({ parameters }) => (Number(parameters['devices']) === 1 ? 'one' : 'several')),
    );
    expect([...shapes].sort()).toEqual(id in ONE_SHAPE ? ['several'] : ['one', 'several']);
  },
);

const ENDS = [
  ...['client-aborts', 'client-dies', 'client-closes', 'cancelled', 'killed', 'error', 'server-time-out'],
  'configuration-refused',
];

it.each([
  ['ENGINE-CLOSE-09', ['success', ...ENDS]],
  ['ENGINE-CLOSE-10', ENDS],
])('%s has a case for every way in which a backup ends badly', async (id, ends) => {
  const { cases } = await load(id);
  expect(cases.map(({ parameters }) => parameters['end'])).toEqual(ends);
});
