import { constants } from 'node:os';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Has `end` run before a signal ends this process: for programs that started a target. Nothing is installed
 * by importing this. A second signal ends the process at once (agents notice, and end by themselves).
 * @returns takes the handlers away again.
 */
export function endOnSignals(end: () => Promise<void>): () => void {
  let ending = false;
  const onSignal = (signal: (typeof SIGNALS)[number]): void => {
    const exit = (): never => process.exit(128 + constants.signals[signal]);
    if (ending) exit();
    ending = true;
    end().then(exit, exit);
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return () => {
    for (const signal of SIGNALS) process.off(signal, onSignal);
  };
}
