import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** The one log-in that there is: like `sa`, it may do everything. */
export interface Login {
  readonly user: string;
  /** Appears in no message, no log and no error. */
  readonly password: string;
}

/** A password that nobody knows, for one run. It also satisfies SQL Server's password policy. */
export function randomPassword(): string {
  return `Aa1!${randomBytes(24).toString('base64url')}`;
}

/** Whether a client has shown user and password. Takes as long for a wrong user as for a wrong password. */
export function mayLogIn(login: Login, user: string, password: Buffer): boolean {
  const sameUser = same(Buffer.from(login.user.toLowerCase()), Buffer.from(user.toLowerCase()));
  const samePassword = same(Buffer.from(login.password, 'utf16le'), password);
  return sameUser && samePassword;
}

function same(expected: Buffer, given: Buffer): boolean {
  const digest = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();
  return timingSafeEqual(digest(expected), digest(given));
}
