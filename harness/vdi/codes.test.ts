import { describe, expect, test } from 'vitest';
import {
  COMMAND,
  COMPLETION,
  completionCode,
  completionName,
  FEATURE,
  HRESULT,
  hresultCode,
  hresultName,
} from './codes.js';

describe('codes and names', () => {
  test.each(Object.entries(HRESULT))('HRESULT %s has its name both ways', (name, code) => {
    expect(hresultName(code)).toBe(name);
    expect(hresultCode(name)).toBe(code);
  });

  test.each(Object.entries(COMPLETION))('completion code %s has its name both ways', (name, code) => {
    expect(completionName(code)).toBe(name);
    expect(completionCode(name)).toBe(code);
  });

  test('no two HRESULTs and no two completion codes share a number', () => {
    expect(new Set(Object.values(HRESULT)).size).toBe(Object.keys(HRESULT).length);
    expect(new Set(Object.values(COMPLETION)).size).toBe(Object.keys(COMPLETION).length);
  });

  test('an HRESULT is known as a signed number too, as native code returns it', () => {
    expect(hresultName(HRESULT.VD_E_PROTOCOL | 0)).toBe('VD_E_PROTOCOL');
  });

  test('an unknown HRESULT is told in hex, an unknown completion code in decimal', () => {
    expect(hresultName(0x8077abcd)).toBe('0x8077abcd');
    expect(hresultName(2)).toBe('0x00000002');
    expect(completionName(4711)).toBe('4711');
    expect(hresultCode('VD_E_NONSENSE')).toBeUndefined();
    expect(completionCode('ERROR_NONSENSE')).toBeUndefined();
  });

  test('the values that the rules turn on are those of the header', () => {
    expect(HRESULT.VD_E_PROTOCOL).toBe(0x8077000c);
    expect(HRESULT.VD_E_ABORT).toBe(0x80770004);
    expect(HRESULT.VD_E_CLOSE).toBe(0x8077000e);
    expect(COMPLETION.ERROR_OPERATION_ABORTED).toBe(995);
    expect(COMMAND.Complete).toBe(19);
  });

  test('a tape-like device is the sum of its features', () => {
    const { FileMarks, Removable, Rewind, Position, SkipBlocks, ReversePosition } = FEATURE;
    expect(FEATURE.LikeTape).toBe(FileMarks | Removable | Rewind | Position | SkipBlocks | ReversePosition);
    expect(FEATURE.LikeDisk).toBe(FEATURE.RandomAccess);
  });
});
