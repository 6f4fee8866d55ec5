import type { Limits } from '../limits/limits.js';
import type { SqlSession } from '../sql/session.js';
import type { TargetSqlServer } from '../targets/target.js';

/** A further server of the reference's, for one case, which may die in it. The session that asked for it is kept for its end. */
export class SecondServer {
  private constructor(
    private readonly session: SqlSession,
    readonly address: { readonly host: string; readonly port: number },
  ) {}

  /** @throws KitError SQL_LOG_IN, SQL_DIRECTION */
  static async start(first: TargetSqlServer, limits: Limits): Promise<SecondServer> {
    const [{ SqlSession: Session }, { secondServer }] = await Promise.all([
      import('../sql/session.js'),
      import('../sql/direction.js'),
    ]);
    const { host, port, user, password } = first;
    const session = await Session.open({ host, port, user, password }, limits);
    try {
      const second = await secondServer(session);
      return new SecondServer(session, { host, port: second.port });
    } catch (error) {
      await session.close();
      throw error;
    }
  }

  stop(): Promise<void> {
    return this.session.close();
  }
}
