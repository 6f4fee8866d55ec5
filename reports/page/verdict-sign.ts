import type { Element } from 'hast';
import { h, s } from 'hastscript';
import { isAdvice, type OverallVerdict, type Verdict } from '../../specs/findings/finding.js';
import type { RunFinding } from '../json/run-document.js';
import type { Sayings } from './sayings.js';

/** What a verdict looks like: a shape and a tone, so that it is known without colours, and always with its name beside it. */
type Shape = Verdict;

/** Paths in a square of 24: what is drawn within is left out of the shape. */
const SHAPES: Readonly<Record<Shape, string>> = {
  // A disc with a check mark.
  pass: 'M12 1a11 11 0 1 0 0 22a11 11 0 0 0 0-22zM6.2 12.2l2-2l2.7 2.7l5.9-5.9l2 2l-7.9 7.9z',
  // An octagon with a cross.
  fail: 'M7.5 1h9L23 7.500v9L16.500 23h-9L1 16.500v-9zM7 8.900l3.100 3.100L7 15.100L8.900 17l3.100-3.100l3.100 3.100l1.900-1.900l-3.100-3.100l3.100-3.100L15.100 7L12 10.100L8.900 7z',
  // A triangle with an exclamation mark.
  inconclusive: 'M12 1.500L23.500 22H.5zM10.700 9v6.500h2.600V9zM10.700 17v2.600h2.600V17z',
  // A square with a dash.
  'not-applicable': 'M2 2h20v20H2zM6.500 10.700v2.600h11v-2.600z',
  // A lozenge with an equals sign.
  'documents-disagree': 'M12 .5L23.500 12L12 23.500L.5 12zM7.500 8.700v2.300h9V8.700zM7.500 13v2.300h9V13z',
};

const OF_RUN: Readonly<Record<OverallVerdict, Verdict>> = {
  conformant: 'pass',
  'not-conformant': 'fail',
  inconclusive: 'inconclusive',
};

/** A run's verdict, by the verdict of a rule that looks the same. */
export function likeRule(verdict: OverallVerdict): Verdict {
  return OF_RUN[verdict];
}

/** The shapes, drawn once: each sign points here. */
export function shapes(): Element {
  return s(
    'svg',
    { width: 0, height: 0, ariaHidden: 'true', class: 'shapes' },
    Object.entries(SHAPES).map(([verdict, d]) =>
      s('symbol', { id: `shape-${verdict}`, viewBox: '0 0 24 24' }, [
        s('path', { d, fillRule: 'evenodd', fill: 'currentColor' }),
      ]),
    ),
  );
}

/** A verdict's shape, for those who see it. */
export function shape(verdict: Verdict): Element {
  return s('svg', { class: 'shape', ariaHidden: 'true', focusable: 'false' }, [
    s('use', { href: `#shape-${verdict}` }),
  ]);
}

/** The class that colours a finding: red is for what stands in the way of conformance. */
export function toneOf(finding: Pick<RunFinding, 'verdict' | 'level'>): string {
  return tone(isAdvice(finding) && finding.verdict === 'fail' ? 'inconclusive' : finding.verdict);
}

export function tone(verdict: Verdict): string {
  return `tone-${verdict}`;
}

/** Shape and name of a finding's verdict. */
export function badge(sayings: Sayings, finding: Pick<RunFinding, 'verdict' | 'level'>): Element {
  return h('span', { class: ['badge', toneOf(finding)] }, [
    shape(finding.verdict),
    sayings.text((texts) => texts.verdicts[finding.verdict].name),
  ]);
}
