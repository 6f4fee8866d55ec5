import { DEFAULT_INSTANCE } from './instance-name.js';
import { registryNames, registryText } from './registry.js';

/** A SQL Server that is installed on this Windows. */
export interface SqlInstance {
  readonly name: string;
  /** The account that its service runs under; null: there is no such service. */
  readonly account: string | null;
}

const NAMES = 'SOFTWARE\\Microsoft\\Microsoft SQL Server\\Instance Names\\SQL';
const SERVICES = 'SYSTEM\\CurrentControlSet\\Services';

/** By the registry: VDI asks the service control manager, which reads the same. */
export function sqlInstances(): SqlInstance[] {
  return registryNames('machine', NAMES).map((name) => {
    const service = name === DEFAULT_INSTANCE ? name : `MSSQL$${name}`;
    return { name, account: registryText('machine', `${SERVICES}\\${service}`, 'ObjectName') };
  });
}
