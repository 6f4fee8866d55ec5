/** Statuses of the engine: what was asked about is not there; it is being done already. */
export const NO_SUCH = 404;
export const UNDER_WAY = 409;

/** The status with which the engine answered; null: it did not, or this is another error. */
export function statusOf(error: unknown): number | null {
  const { statusCode } = error as { readonly statusCode?: unknown };
  return typeof statusCode === 'number' ? statusCode : null;
}

/** Whether the engine said that it cannot do what was asked, and not merely that what it was asked about is gone. */
export function isRefusal(error: unknown): boolean {
  const status = statusOf(error);
  return status !== null && status !== NO_SUCH && status !== UNDER_WAY;
}
