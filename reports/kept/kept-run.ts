import type { RunDocument } from '../json/run-document.js';

/** A run that was kept. */
export interface KeptRun {
  /** Begins with the time at which the run started, so that names sort by it. */
  readonly id: string;
  readonly document: RunDocument;
}

/** Nothing stands in its way: what later runs are held against. */
export function isGreen({ document }: KeptRun): boolean {
  return document.verdict === 'conformant';
}
