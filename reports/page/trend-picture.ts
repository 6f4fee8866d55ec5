import type { Element } from 'hast';
import { h, s } from 'hastscript';
import { verdictSchema, type Verdict } from '../../specs/findings/finding.js';
import { filled } from '../texts/filled.js';
import type { Trend, TrendPoint } from '../trend/trend.js';
import type { Sayings } from './sayings.js';
import { likeRule, shape, tone } from './verdict-sign.js';

/** Runs that are shown: more are no picture any more. */
const SHOWN = 30;
/** Units of the picture. */
const HEIGHT = 96;
const WIDTH = 28;
const BAR = 20;
const SIGN = 16;

/** What stands on the ground, and what above it: what passed is the ground. */
const FROM_BELOW: readonly Verdict[] = verdictSchema.options;

/** The course of runs: a picture of how many rules had which verdict, and the same as a table. */
export function trendSection(sayings: Sayings, trend: Trend | undefined): Element[] {
  if (trend === undefined || trend.length < 2) return [];
  const shown = trend.slice(-SHOWN);
  return [
    h('section', { ariaLabelledBy: 'trend' }, [
      sayings.say('h2', (texts) => texts.trend.heading, { id: 'trend' }),
      h('div', { class: 'trend' }, [picture(sayings, shown)]),
      h('details', [
        sayings.say('summary', (texts) => texts.trend.table),
        h(
          'div',
          {
            class: 'scrolls',
            tabIndex: 0,
            role: 'group',
            ...sayings.attribute('aria-label', (texts) => texts.trend.table),
          },
          [table(sayings, shown)],
        ),
      ]),
    ]),
  ];
}

function picture(sayings: Sayings, trend: Trend): Element {
  const most = Math.max(1, ...trend.map(({ counts }) => sum(counts)));
  const width = trend.length * WIDTH;
  return s(
    'svg',
    {
      viewBox: `0 0 ${width} ${HEIGHT + SIGN + 4}`,
      width,
      height: HEIGHT + SIGN + 4,
      role: 'img',
      ...sayings.attribute('aria-label', (texts) => filled(texts.trend.picture, { count: trend.length })),
    },
    trend.map((point, index) => bar(point, index * WIDTH + (WIDTH - BAR) / 2, most)),
  );
}

function bar({ counts, verdict }: TrendPoint, x: number, most: number): Element {
  let y = HEIGHT + SIGN + 4;
  const parts = FROM_BELOW.flatMap((each) => {
    const height = (counts[each] / most) * HEIGHT;
    if (height === 0) return [];
    y -= height;
    return [s('rect', { class: tone(each), x, y: round(y), width: BAR, height: round(height) })];
  });
  const sign = likeRule(verdict);
  return s('g', [
    ...parts,
    s('use', {
      class: tone(sign),
      href: `#shape-${sign}`,
      x: x + (BAR - 12) / 2,
      y: round(y - SIGN),
      width: 12,
      height: 12,
    }),
  ]);
}

function table(sayings: Sayings, trend: Trend): Element {
  const last = trend.length - 1;
  return h('table', [
    h('thead', [
      h('tr', [
        sayings.say('th', (texts) => texts.trend.run, { scope: 'col' }),
        sayings.say('th', (texts) => texts.trend.certified, { scope: 'col' }),
        sayings.say('th', (texts) => texts.trend.verdict, { scope: 'col' }),
        ...FROM_BELOW.map((verdict) =>
          sayings.say('th', (texts) => texts.verdicts[verdict].name, { scope: 'col' }),
        ),
      ]),
    ]),
    h(
      'tbody',
      trend.map((point, index) =>
        h('tr', [
          h('th', { scope: 'row' }, [
            h('time', { dateTime: point.startedAt }, point.startedAt.slice(0, 16).replace('T', ' ')),
            ...(index === last ? [' (', sayings.text((texts) => texts.trend.thisRun), ')'] : []),
          ]),
          h('td', point.build),
          h('td', { class: tone(likeRule(point.verdict)) }, [
            shape(likeRule(point.verdict)),
            sayings.text((texts) => texts.runVerdicts[point.verdict].name),
          ]),
          ...FROM_BELOW.map((verdict) => h('td', { class: 'number' }, String(point.counts[verdict]))),
        ]),
      ),
    ),
  ]);
}

function sum(counts: TrendPoint['counts']): number {
  return FROM_BELOW.reduce((total, verdict) => total + counts[verdict], 0);
}

function round(units: number): number {
  return Math.round(units * 100) / 100;
}
