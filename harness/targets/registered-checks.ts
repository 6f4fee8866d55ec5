import type { CallFound, RegisteredFound } from '../agent/library-found.js';
import { HRESULT } from '../vdi/codes.js';
import { examineRegistered, toldOf, type Asking } from './registered.js';
import type { NodeHost } from './node-host.js';
import type { Check } from './target.js';

/**
 * What COM and the registered library answer to a program that is not SQL Server, call by call: an object of each class,
 * and a set that is made and opened for an instance.
 */
export async function registeredChecks(
  host: NodeHost,
  instance: string | null,
  asking: Asking,
): Promise<Check[]> {
  const what = 'registered VDI library';
  try {
    const { file, facts, registered, how } = await examineRegistered(host, { ...asking, set: { instance } });
    const version = facts.fileVersion ?? null;
    const said = [file, ...(version === null ? [] : [version]), registrationOf(registered)];
    return [
      { what, ok: true, detail: said.join(', ') },
      { what: 'SQL Server instances', ok: true, detail: instancesOf(registered) },
      ...registered.calls.map((call) => callCheck(call, registered, how)),
    ];
  } catch (error) {
    const remedy = 'install SQL Server, which brings sqlvdi.dll, or name a DLL with --vdi PATH';
    return [{ what, ok: false, detail: (error as Error).message, remedy }];
  }
}

function registrationOf({ classes }: RegisteredFound): string {
  const told = classes.map(
    ({ hive, threadingModel }) => `registered for the ${hive}, ThreadingModel ${threadingModel ?? 'none'}`,
  );
  return [...new Set(told)].join('; ');
}

function instancesOf({ instances }: RegisteredFound): string {
  if (instances.length === 0) return 'none';
  return instances
    .map(({ name, account }) => `${name} (${account === null ? 'no service' : `service account ${account}`})`)
    .join(', ');
}

function callCheck({ of, call, answer }: CallFound, registered: RegisteredFound, how: string): Check {
  // With what an end closes is what rules are about: nothing of the machine hangs on it.
  const ok = answer === 0 || (answer !== null && call.startsWith('Close('));
  const check = { what: `the ${of}'s ${call}`, ok, detail: `answered ${toldOf(answer, how)}` };
  return check.ok ? check : { ...check, remedy: remedyOf(answer, registered) };
}

function remedyOf(answer: CallFound['answer'], { instances }: RegisteredFound): string {
  if (answer === HRESULT.VD_E_INSTANCE_NAME) {
    const names = instances.map(({ name }) => name).join(', ');
    return `name a SQL Server instance of this machine with --instance${names === '' ? '' : `: ${names}`}`;
  }
  if (answer === HRESULT.VD_E_SECURITY || answer === HRESULT.E_ACCESSDENIED)
    return "try as an administrator, or as the account of the instance's service";
  return 'name a DLL with --vdi PATH: its class objects are then asked of it';
}
