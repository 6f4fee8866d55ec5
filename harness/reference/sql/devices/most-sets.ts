/** Virtual device sets that may be open at once: each holds a thread for its agent. */
export const MOST_SETS = 48;
