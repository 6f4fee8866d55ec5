import path from 'node:path';
import { UsageError } from '../../errors/kit-error.js';
import { isOfEndpoint } from '../../targets/endpoint-faults.js';
import type { AskedSubject } from '../select-rules.js';
import type { CertifyOptions } from './certify.js';

/**
 * Options of which one would be ignored in silence: what is certified would not be what was asked for.
 * @throws UsageError CONTRADICTION
 */
export function refuseContradictions(options: CertifyOptions, subject: AskedSubject): void {
  const { sqlServer, vdi, fault, target, signer } = options;
  if (signer !== undefined) refuseUnsignable(options);
  if (sqlServer !== undefined && subject === 'interface')
    throw contradiction(
      '--sql-server is about rules of the engine, and none was asked for',
      '--subject engine',
    );
  if (sqlServer !== undefined && vdi !== undefined)
    throw contradiction(
      'a SQL Server that runs already uses its own VDI library, not that of --vdi',
      'one of the two',
    );
  if (sqlServer !== undefined && fault !== undefined)
    throw contradiction(
      'a SQL Server that runs already cannot be told to misbehave',
      'one of --sql-server and --fault',
    );
  if (fault === undefined || !isOfEndpoint(fault)) return;
  if (subject === 'interface')
    throw contradiction(
      `${fault} is a fault of the SQL endpoint, which no rule of the interface uses`,
      '--subject engine',
    );
  if (target === 'windows-container')
    throw contradiction(
      `${fault} is a fault of the SQL endpoint, and that of the container has none`,
      '--target embedded or wine',
    );
}

/** What would be run in full, and then not be signed. */
function refuseUnsignable({ fault, shard, client }: CertifyOptions): void {
  if (shard !== undefined)
    throw contradiction(
      'a part of a run is not signed by itself',
      '`merge --key` with the folders of all parts',
    );
  if (fault !== undefined)
    throw contradiction('a run that misbehaves on purpose certifies nothing', 'one of --fault and --key');
  const [program = ''] = client?.command ?? [];
  if (client !== undefined && !path.isAbsolute(program))
    throw contradiction(
      `which file ${program} is depends on the PATH, and a certificate is bound to the client's file`,
      'a path in the client’s command',
    );
}

function contradiction(why: string, instead: string): UsageError {
  return new UsageError('CONTRADICTION', why, { remedy: `Use ${instead}.` });
}
