import { describe, expect, it } from 'vitest';
import type { EventOf } from '../../harness/history/history.js';
import { handMade } from './hand-made.js';
import { endOf } from './process-end.js';

type Fields = Partial<EventOf<'process-end'>>;

function told(fields: Fields): string {
  const [end] = handMade().ended('server', fields).events;
  if (end?.kind !== 'process-end') throw new TypeError('no end was made');
  return endOf(end);
}

const CODE = 0xc0000005;
const module = { name: 'sqlvdi.dll', offset: 0x1a2b, unloaded: false };
const exception = {
  code: CODE,
  address: '0x7ff812341a2b',
  module,
  access: { how: 'write', address: '0x10' },
} as const;

describe('how a process ended', () => {
  it('is told by the signal, or by the exit code', () => {
    expect(told({ signal: 'SIGSEGV' })).toBe('SIGSEGV');
    expect(told({ exitCode: 3 })).toBe('exit code 3');
    expect(told({ exitCode: CODE })).toBe('exit code 0xc0000005 (access violation)');
    expect(told({ exitCode: 0xc0001234 })).toBe('exit code 0xc0001234');
  });

  it('is told with the place of the exception, by its module, and what was accessed', () => {
    expect(told({ exitCode: CODE, exception })).toBe(
      'exit code 0xc0000005 (access violation) at sqlvdi.dll+0x1a2b, writing 0x10',
    );
  });

  it('names the module that was there, and says when there was none', () => {
    const access = { how: 'execute', address: exception.address } as const;
    const unloaded = { ...exception, module: { ...module, unloaded: true }, access };
    expect(told({ exitCode: CODE, exception: unloaded })).toMatch(
      / at sqlvdi\.dll\+0x1a2b \(unloaded\), executing it$/,
    );
    expect(told({ exitCode: CODE, exception: { ...exception, module: null, access: null } })).toMatch(
      / at 0x7ff812341a2b, in no module$/,
    );
  });
});
