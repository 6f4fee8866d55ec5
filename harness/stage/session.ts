import type { Recording } from './stage.js';

import type { TargetConnection } from '../targets/target.js';

/** A connection to a running target's agent, from which scenarios are recorded. */
export interface Session {
  record(of: { rule: string; scenario: string }): Recording;
  /** Ends every role that this session still has. */
  close(): Promise<void>;
}

/**
 * Connects to the agent of a running target. When the agent dies the session connects again to the one that
 * replaces it; cases under way get a `kit-fault` event.
 */
export async function openSession(_connection: TargetConnection): Promise<Session> {
  throw new Error('harness branch implements this');
}
