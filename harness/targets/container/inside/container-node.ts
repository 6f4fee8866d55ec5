import type { ChildProcess } from 'node:child_process';
import path from 'node:path';
import { PACKAGE_ROOT } from '../../../kit-package.js';
import { PROGRAMS } from '../../local-target.js';
import { ThisNode } from '../../node-host.js';

/** The container's Node: what starts the agent there. */
export class ContainerNode extends ThisNode {
  /** The image has the addon alone, and no package. */
  override readonly koffi = path.join(PACKAGE_ROOT, 'koffi.node');

  /** @param onAgent is told the process id of every agent. */
  constructor(private readonly onAgent: (pid: number) => void = () => undefined) {
    super();
  }

  override start(
    script: string,
    args: readonly string[],
    env: NodeJS.ProcessEnv,
    log: number | 'ignore',
  ): ChildProcess {
    const child = super.start(script, args, env, log);
    if (script === PROGRAMS.agent && child.pid !== undefined) this.onAgent(child.pid);
    return child;
  }
}
