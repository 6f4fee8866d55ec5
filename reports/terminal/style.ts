import { styleText } from 'node:util';
import { isAdvice, type Finding, type OverallVerdict, type Verdict } from '../../specs/findings/finding.js';

/** Where text goes; colours only if it is a terminal that wants them. */
export interface TextStream {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  /** Of a terminal: how wide it is. */
  readonly columns?: number | undefined;
}

export type Colour = Parameters<typeof styleText>[0];

export const COLOUR_OF: Readonly<Record<Verdict | OverallVerdict, Colour>> = {
  pass: 'green',
  'documents-disagree': 'cyan',
  'not-applicable': 'gray',
  inconclusive: 'yellow',
  fail: 'red',
  conformant: 'green',
  'not-conformant': 'red',
};

/** Of a finding's verdict: red is for what stands in the way of conformance. */
export function colourOf(finding: Pick<Finding, 'verdict' | 'level'>): Colour {
  return COLOUR_OF[isAdvice(finding) && finding.verdict === 'fail' ? 'inconclusive' : finding.verdict];
}

/** Colours for this stream: none without a terminal, with NO_COLOR, or with TERM=dumb. */
export function painter(stream: TextStream): (colour: Colour, text: string) => string {
  const plain =
    stream.isTTY !== true || (process.env['NO_COLOR'] ?? '') !== '' || process.env['TERM'] === 'dumb';
  return (colour, text) => (plain ? text : styleText(colour, text, { validateStream: false }));
}
