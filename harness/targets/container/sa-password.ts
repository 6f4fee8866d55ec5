import { randomBytes } from 'node:crypto';

/** 192 random bits in letters that need no quoting, and of every kind that Windows' policy for passwords asks for. */
export function newSaPassword(): string {
  return `Aa1-${randomBytes(24).toString('base64url')}`;
}
