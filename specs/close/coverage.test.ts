import { expect, it } from 'vitest';
import type { Scenario } from '../scenario.js';
import { rulesOf } from '../rules/catalogue.js';

const RULES = rulesOf(['interface']);

/**
 * Every scenario covers one and several devices, no, one and many commands outstanding at Close (256 over 64 devices
 * at least), and both directions. Where a rule does not allow it, the reason stands here.
 */
const EXEMPT: Readonly<Record<string, { readonly without: readonly string[]; readonly because: string }>> = {
  'CLOSE-01': { without: ['one', 'many'], because: 'after a normal end nothing is outstanding' },
  'CLOSE-02': { without: ['one', 'many'], because: 'after a normal end nothing is outstanding' },
  'CLOSE-09': { without: ['none'], because: 'it speaks of the commands that are outstanding' },
  'CLOSE-14': { without: ['one', 'many'], because: 'without an agent no command can be sent' },
  'CLOSE-16': {
    without: ['one'],
    because: 'what the first Close ended is not looked at, only that it is over',
  },
  'CLOSE-17': { without: ['many'], because: 'the process is gone before any command matters' },
};

const load = async (id: string): Promise<Scenario> => {
  const file = new URL(`./${id}.scenario.ts`, import.meta.url).href;
  return ((await import(file)) as { scenario: Scenario }).scenario;
};

function covered({ cases }: Scenario): Set<string> {
  const seen = new Set<string>();
  for (const { parameters } of cases) {
    const { devices, direction, outstanding, held, queued, waiting } = parameters;
    seen.add(devices === 1 ? 'one device' : 'several devices');
    seen.add(String(direction));
    const commands = Number(outstanding ?? Number(held ?? 0) + Number(queued ?? 0));
    if (commands === 0 || Number(waiting) > 0) seen.add('none');
    if (commands === 1) seen.add('one');
    if (commands >= 256 && devices === 64) seen.add('many');
  }
  return seen;
}

it.each(RULES.map(({ id }) => id))('%s covers what its rule allows', async (id) => {
  const exempt = EXEMPT[id]?.without ?? [];
  const all = ['one device', 'several devices', 'write', 'read', 'none', 'one', 'many'];
  const seen = covered(await load(id));
  expect(all.filter((each) => !seen.has(each))).toEqual(exempt);
});

it('has a case under every id once', async () => {
  for (const { id } of RULES) {
    const ids = (await load(id)).cases.map((each) => each.id);
    expect(new Set(ids).size, id).toBe(ids.length);
  }
});
