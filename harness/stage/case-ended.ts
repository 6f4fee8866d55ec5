/** Thrown into a script to stop it where `abandon` was called; the event is written already. */
export class Abandoned extends Error {
  override readonly name = 'Abandoned';
}

/**
 * Thrown into whatever a script still awaits, or begins, once its case is over for another reason: the agent
 * was lost, or the case's time limit is over. The reason stands in the history.
 */
export class CaseEnded extends Error {
  override readonly name = 'CaseEnded';
}
