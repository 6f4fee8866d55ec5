import type { Verdict } from '../../../specs/findings/finding.js';

/** What a misdeed has to end with, and the rule whose scenario gives it the occasion. */
export interface Expectation {
  readonly rule: string;
  readonly verdict: Verdict;
  /** In what the finding says, reason and observation together. */
  readonly says: RegExp;
}

/** Methods that no scenario calls; they are called one by one, without a rule. */
export const UNCALLED = /-(QueryInterface|AddRef|Create|OpenInSecondary(Ex)?|(Get|Map)BufferHandle)$/;

const INTERFACE: Readonly<Record<string, string>> = {
  server: 'IServerVirtualDeviceSet2',
  'server-device': 'IServerVirtualDevice',
  client: 'IClientVirtualDeviceSet2',
  'client-device': 'IClientVirtualDevice',
};

/** The parts of `HOSTILE.what-in-object-Method`. */
export function partsOf(id: string): { what: string; object: string; method: string } {
  const [, what = '', object = '', method = ''] = /^HOSTILE\.(.+)-in-(.+)-(\w+)$/.exec(id) ?? [];
  return { what, object, method };
}

/** As findings name a method; making a set object is one step for a role, whose two calls are not told apart. */
export function methodOf(id: string): string {
  const { object, method } = partsOf(id);
  if (method === 'CreateInstance' || method === 'VdiGetClassObject') return 'IClassFactory::';
  return `${INTERFACE[object]}::${method}`;
}

/** The methods that only these rules' scenarios call, or whose answers only they look at. */
function occasion(id: string): string {
  const { what, object, method } = partsOf(id);
  if (/^(calls-back|overwrites)/.test(what)) return 'CLOSE-10';
  if (method === 'ExecuteCompletionAgent' && what !== 'crashes') return 'CLOSE-13';
  if (/^(takes-all-descriptors|starts-threads)$/.test(what) && /^(Open|Close)$/.test(method))
    return 'CLOSE-02';
  if (/^answers-(an|S|a)/.test(what) && `${object}-${method}` === 'server-Close') return 'CLOSE-01';
  if (/^answers-(an|S|a)/.test(what) && method === 'GetCommand') return 'CLOSE-07';
  if (object.startsWith('client') && method === 'Release') return 'CLOSE-02';
  if (object.startsWith('client') && /^(SignalAbort|Close|CompleteCommand)$/.test(method)) return 'CLOSE-07';
  return 'CLOSE-03';
}

function outcome(id: string): readonly [Verdict, RegExp] {
  const { what } = partsOf(id);
  const during = `during ${methodOf(id)}`;
  const outcomes: Readonly<Record<string, readonly [Verdict, RegExp]>> = {
    crashes: ['fail', new RegExp(`it ended with SIGSEGV ${during}`)],
    exits: ['fail', new RegExp(`it ended with exit code 0 ${during}`)],
    // Its exit waits for the thread that it is called on, until something in it breaks or the limit is over.
    'exits-in-order': ['fail', /Close/],
    aborts: ['fail', new RegExp(`it ended with SIGABRT ${during}`)],
    'unloads-itself': ['fail', new RegExp(`it ended with SIGSEGV ${during}`)],
    hangs: ['fail', /did not return.*no answer within (1000 ms|\d+ ms \(roleStartMs\))/],
    stays: ['fail', /agent.*(did not|not return)/],
    'answers-too-late': ['fail', /did not return.*no answer within 1000 ms \(callMs\)/],
    'answers-late': ['pass', /./],
    'defies-signals': ['pass', /./],
    complains: ['pass', /./],
    'forks-a-child': ['fail', /left other processes running.*process \d+/],
    'forks-a-daemon': ['fail', /left other processes running.*process \d+/],
    // A signal does not say who sent it: nothing may be said of the target, and nothing good is.
    'kills-its-parent': ['inconclusive', /AGENT_LOST/],
    'kills-itself': ['inconclusive', /killed from outside \(SIGKILL\)/],
    'answers-an-undefined-code': ['fail', /0x8077baad/],
    'answers-S_FALSE': ['fail', /S_FALSE/],
    'answers-a-positive-code': ['fail', /0x12345678/],
    'gives-a-null-pointer': ['fail', /NOERROR, without what belongs to it/],
    'gives-a-garbage-pointer': ['fail', /it ended with SIGSEGV during I/],
    'calls-back-with-null': ['fail', /a callback came for what is not a command/],
    'calls-back-with-a-copy': ['fail', /a callback came for what is not a command/],
    'calls-back-with-a-wild-pointer': ['fail', /it ended with SIGSEGV during IServer/],
    'overwrites-the-command': ['fail', /context/],
    prints: ['fail', /wrote to the standard output.*Closing the device set\./],
    'floods-standard-output': ['fail', /wrote to the standard output.*\d{7} bytes/],
    'takes-all-descriptors': ['fail', /descriptors/],
    // The program that loads the library needs memory too, between calls as well.
    'takes-all-memory': ['fail', /it ended with SIG\w+/],
    'starts-threads': ['fail', /200 threads/],
    'babbles-into-sockets': ['fail', /not an answer.*all is well/],
    // No limit decides, though its call is never answered: it could not be.
    'hangs-up': ['fail', new RegExp(`cut off from the kit ${during}`)],
    'closes-all-descriptors': ['fail', /it ended with SIG\w+ during|cut off from the kit/],
  };
  const found = outcomes[what];
  if (found === undefined) throw new Error(`nothing is expected of ${id}`);
  return found;
}

export function expectationOf(id: string): Expectation {
  const [verdict, says] = outcome(id);
  return { rule: occasion(id), verdict, says };
}
