import { describe, expect, it } from 'vitest';
import { handMade, type HandMade } from '../findings/hand-made.js';
import { EARLY, judge, LATE } from './ENGINE-CLOSE-11.judge.js';
import { BACKUP, SUCCEEDED } from './made-backup.js';

const between = 36;
const handles = (count: number) => Array.from({ length: count }, (_, id) => ({ id, target: 'Event' }));

function measured(early: readonly number[], late: readonly number[], role = 'engine'): HandMade {
  const made = handMade().statement(BACKUP, [SUCCEEDED]);
  for (const count of early) made.resources(EARLY, { role, descriptors: handles(count) });
  for (const count of late) made.resources(LATE, { role, descriptors: handles(count) });
  return made;
}

describe('ENGINE-CLOSE-11', () => {
  it('passes when the least did not grow, whatever came and went', () => {
    const { events } = measured([20, 60, 24], [90, 28]);
    expect(judge(events, { between })).toMatchObject({ verdict: 'pass', decidedBy: [2, 5, 6] });
  });

  it('fails when it grew by one for every four backups, and by no less', () => {
    expect(judge(measured([20, 40], [50, 29]).events, { between })).toMatchObject({
      verdict: 'fail',
      observed: 'at least 20, then at least 29 descriptors',
      decidedBy: [2, 5],
    });
    expect(judge(measured([20], [28]).events, { between })).toMatchObject({ verdict: 'pass' });
  });

  it('fails when threads or mappings grew', () => {
    const threads = Array.from({ length: 30 }, (_, id) => id);
    const grown = handMade()
      .resources(EARLY, { role: 'engine', threads: threads.slice(0, 20) })
      .resources(LATE, { role: 'engine', threads });
    expect(judge(grown.events, { between })).toMatchObject({
      verdict: 'fail',
      observed: 'at least 20, then at least 30 threads',
    });
    const mappings = threads.map((at) => ({
      from: `0x${at}000`,
      to: `0x${at + 1}000`,
      access: 'rw-s',
      name: '',
    }));
    const mapped = handMade()
      .resources(EARLY, { role: 'engine' })
      .resources(LATE, { role: 'engine', mappings });
    expect(judge(mapped.events, { between })).toMatchObject({ verdict: 'fail' });
  });

  it('is inconclusive, never a pass, where the process cannot be seen', () => {
    expect(judge(measured([20], []).events, { between })).toMatchObject({ verdict: 'inconclusive' });
    expect(judge(measured([20], [20], 'client').events, { between })).toMatchObject({
      verdict: 'inconclusive',
    });
  });
});
