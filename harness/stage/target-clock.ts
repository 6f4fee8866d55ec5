/**
 * The target's monotonic clock, told from here: events that the harness itself writes (an expired limit, an
 * abandoned case) stand between events that the target timed.
 */
export class TargetClock {
  private constructor(private readonly offsetNs: bigint) {}

  /**
   * Compares the clocks through one question. When zero lies within the uncertainty the two are taken for
   * one clock (the same machine), and no error is added.
   */
  static async compare(ask: () => Promise<string>): Promise<TargetClock> {
    const before = process.hrtime.bigint();
    const theirs = BigInt(await ask());
    const after = process.hrtime.bigint();
    const same = theirs >= before && theirs <= after;
    return new TargetClock(same ? 0n : theirs - (before + after) / 2n);
  }

  now(): bigint {
    return process.hrtime.bigint() + this.offsetNs;
  }
}
