type Scalar = string | number | boolean | null;

/**
 * Arguments that harness/stage has checked and completed, and results of calls: scalars by name, structures one
 * level deep. Addresses are text (`0x…`). What JSON and histories can hold.
 */
export type CheckedArguments = Record<string, Scalar | Record<string, Scalar>>;
