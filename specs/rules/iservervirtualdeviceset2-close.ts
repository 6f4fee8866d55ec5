import { SENTENCES as says } from './iservervirtualdeviceset2-close.sentences.js';
import type { Rule } from './rule.js';

const RULES: readonly Omit<Rule, 'subject'>[] = [
  {
    id: 'CLOSE-01',
    title: 'A set whose devices are closed closes with NOERROR and is gone',
    level: 'MUST',
    statement:
      'Close ends a set that Open opened: with every device closed before, it answers NOERROR, and afterwards the set exists no longer.',
    restsOn: [says.closesASetThatOpenOpened],
    leansOn: [
      { page: '34tq', adds: 'the normal end: CloseDevice, VD_E_CLOSE at the client, then both ends Close' },
      { page: '0s1f', adds: 'NOERROR in the state Normally terminated' },
    ],
    provoked:
      'A session of 1, 3 and 64 devices runs to its normal end in both directions; server and client Close; then the name is opened and created again.',
    lookedAt:
      'The HRESULT of Close; that a fresh server set cannot open the name; that the client can create a set of the same name at once.',
    usualCauses: [
      'a success code other than NOERROR (S_FALSE) passed on from below',
      'the closed devices are counted wrongly when there are several',
      'the name is kept by an object that outlives Close',
    ],
  },
  {
    id: 'CLOSE-02',
    title: 'Success releases every resource',
    level: 'MUST',
    statement:
      'A Close that succeeds leaves nothing of the set in the server: no mapping, descriptor or handle, thread or named object.',
    restsOn: [says.releasesAllResources],
    leansOn: [
      {
        page: 'iclientvirtualdeviceset2-close',
        adds: 'the client keeps its own resources until its own Close',
      },
    ],
    reading:
      'English and Russian speak of the resources of the device, French and Italian of those of the set. The set includes its devices: the wider reading is certified.',
    provoked:
      'Sessions of 1, 3 and 64 devices, one with a second buffer area, end normally; and one process runs many sessions one after another.',
    lookedAt:
      'Shared mappings, descriptors and threads of the server before Open and after Close; named objects of the set after both ends closed; growth over the repeated sessions.',
    usualCauses: [
      'a buffer area that was added after EndConfiguration is forgotten',
      'a thread or a wait handle that is closed only on the error path',
    ],
  },
  {
    id: 'CLOSE-03',
    title: 'The interface is of no use afterwards',
    level: 'MUST',
    statement:
      'After Close the set interface serves for nothing but to be released: every method refuses, none crashes or blocks, and the last Release answers zero.',
    restsOn: [says.handleOfNoUseAfterwards],
    leansOn: [{ page: '0s1f', adds: 'VD_E_PROTOCOL where the set does not exist' }],
    reading:
      'The state table would allow Open on a set that does not exist; this page says that the handle is to be given back. Refusal is certified, with any failing HRESULT; IsSharedBuffer refuses by not answering 1.',
    provoked:
      'Every method but Close is called after a normal Close, one with devices open, and one after an abort.',
    lookedAt: 'Each HRESULT, the end of each call, and what Release answers.',
    usualCauses: [
      'a configuration that is answered from a copy',
      'a pointer to memory that Close has unmapped',
      'devices that hold a reference on the set',
    ],
  },
  {
    id: 'CLOSE-04',
    title: 'Devices still open: VD_E_PROTOCOL',
    level: 'MUST',
    statement: 'Close answers VD_E_PROTOCOL when any device of the set is still open.',
    restsOn: [says.protocolMeansDevicesOpen, says.devicesAreToBeClosedFirst, says.elseProtocolIsReturned],
    leansOn: [
      { page: '0s1f', adds: 'the state table says NOERROR in Active: denied by this page' },
      { page: 'iservervirtualdevice-closedevice', adds: 'after SignalAbort devices need not be closed' },
    ],
    reading:
      'The page is specific and the table general: the page is certified. After SignalAbort, CloseDevice is not required, so Close answers NOERROR then (CLOSE-15).',
    provoked: 'Close with 1 of 1, 1 of 3 and 64 of 64 devices open, idle and with commands outstanding.',
    lookedAt: 'The HRESULT of Close.',
    usualCauses: [
      'only the first, or the last, device is looked at',
      'the implicit abort marks the devices as closed before they are counted',
    ],
  },
  {
    id: 'CLOSE-05',
    title: 'With devices open the shared memory is unmapped when Close returns',
    level: 'MUST',
    statement:
      'A Close with devices still open drops the server’s mapping of the shared memory at once: when it returns, no buffer is mapped any more.',
    restsOn: [says.mappingReleasedImmediately],
    leansOn: [],
    reading:
      '“Immediately” is taken at its word: by the time Close has returned, not when the agent has ended.',
    provoked:
      'Close with devices open, with none and with many commands outstanding, with one and two buffer areas.',
    lookedAt:
      'Every buffer’s address range, from inside the process right after Close returned, and the shared mappings of the process.',
    usualCauses: [
      'the mapping is left to the completion agent, or to the last Release',
      'only the first buffer area is unmapped',
    ],
  },
  {
    id: 'CLOSE-06',
    title: 'Hazard: touching a buffer afterwards faults',
    level: 'HAZARD',
    statement:
      'A server that goes on using what it got from the interface, after a Close with devices open, is exposed to access violations.',
    restsOn: [says.accessViolationsMayFollow],
    leansOn: [],
    provoked: 'In a process sacrificed for it, a byte of a buffer is read, or written, after such a Close.',
    lookedAt: 'Whether the process survived.',
    usualCauses: [],
  },
  {
    id: 'CLOSE-07',
    title: 'With devices open the client sees SignalAbort processing',
    level: 'MUST',
    statement:
      'A Close with devices open does to the client what SignalAbort does: waiting and later calls answer VD_E_ABORT, completions have no effect, SignalAbort and Close still succeed, and buffers that the client holds stay valid until its own Close.',
    restsOn: [says.signalAbortProcessing],
    leansOn: [
      { page: '50oe', adds: 'what abnormal termination does to each end' },
      { page: 'iclientvirtualdevice-getcommand', adds: 'VD_E_ABORT when either end aborted' },
      { page: 'iclientvirtualdevice-completecommand', adds: 'VD_E_ABORT when abort was signalled' },
      { page: '7tyr', adds: 'the client’s states' },
    ],
    reading:
      'One page has late completions ignored, another has CompleteCommand answer VD_E_ABORT: both are certified, the answer and the lack of effect.',
    provoked:
      'The server Closes while the client waits in GetCommand (1 and 3 devices), waits in GetConfiguration, holds commands, or holds none; then the client calls everything again.',
    lookedAt: 'The client’s HRESULTs, and the content of the buffers it holds before its own Close.',
    usualCauses: [
      'waiters are not woken, or are told VD_E_CLOSE',
      'the shared memory is destroyed for both ends',
      'the state is left at Active until the client’s next time-out',
    ],
  },
  {
    id: 'CLOSE-08',
    title: 'The agent completes every outstanding command before it returns',
    level: 'MUST',
    statement:
      'A completion agent that runs when Close is called completes all outstanding commands, and only then returns to its caller.',
    restsOn: [says.agentCompletesBeforeReturning],
    leansOn: [
      { page: 'iservervirtualdeviceset2-executecompletionagent', adds: 'it returns at Close or SignalAbort' },
    ],
    provoked:
      'Close with 0, 1, 12 and 256 commands outstanding on 1, 3 and 64 devices, queued and held by the client.',
    lookedAt: 'The native order of the callbacks and of the agent’s return.',
    usualCauses: ['the agent leaves its loop at the abort flag before it has emptied its queue'],
  },
  {
    id: 'CLOSE-09',
    title: 'Outstanding commands complete with ERROR_OPERATION_ABORTED',
    level: 'MUST',
    statement: 'Each command outstanding at Close is completed with the code ERROR_OPERATION_ABORTED (995).',
    restsOn: [says.completedAsAborted],
    leansOn: [{ page: '50oe', adds: 'as if the client had completed it so' }],
    provoked: 'As CLOSE-08.',
    lookedAt: 'completionCode as each callback saw it.',
    usualCauses: [
      'an HRESULT (VD_E_ABORT) in place of the Win32 code',
      'a command block that still has its old code',
    ],
  },
  {
    id: 'CLOSE-10',
    title: 'One callback for each outstanding command, on the agent’s thread',
    level: 'MUST',
    statement:
      'For each command outstanding at Close the callback is invoked exactly once, with that command and its context, on the thread that was lent to the agent; and never again for one completed before.',
    restsOn: [says.callbackForEachCommand],
    leansOn: [
      { page: 'iservervirtualdeviceset2-executecompletionagent', adds: 'callbacks come on the lent thread' },
      {
        page: 'iservervirtualdevice-sendcommand',
        adds: 'the agent makes the callback; the context is the server’s',
      },
    ],
    provoked: 'As CLOSE-08, and with commands that the client completed before Close.',
    lookedAt: 'Number, command, context and thread of the callbacks, as recorded natively.',
    usualCauses: [
      'the closing thread completes commands itself while the agent does too',
      'a completion that arrived just before the abort is delivered twice',
    ],
  },
  {
    id: 'CLOSE-11',
    title: 'Errors release every resource too',
    level: 'MUST',
    statement:
      'Close releases all resources of the interface in every case: devices open, aborted by either end, the other end dead, no agent ever run.',
    restsOn: [says.releasedOnErrorsToo],
    leansOn: [{ page: '50oe', adds: 'the ways into abnormal termination' }],
    provoked: 'Close on each of these paths; and many aborted sessions one after another in one process.',
    lookedAt:
      'Mappings, descriptors and threads of the server before Open and after Close, named objects of the set, growth. When devices were open, CLOSE-05 looks at the mappings.',
    usualCauses: ['an early return before the clean-up', 'a thread that waits for the dead end'],
  },
  {
    id: 'CLOSE-12',
    title: 'Buffers and device pointers are invalid afterwards',
    level: 'MUST',
    statement:
      'After Close no buffer and no device interface that came from the set is of use: buffers are not mapped, and no call on a device succeeds.',
    restsOn: [says.buffersAndPointersInvalid],
    leansOn: [{ page: 'iservervirtualdevice-closedevice', adds: 'after an abort no action is taken' }],
    reading:
      'The page makes the pointers invalid and so promises nothing about a call on one: a refusal and a fault of the process (one sacrificed for it) are both accepted; success is not.',
    provoked:
      'SendCommand and CloseDevice on device pointers after a Close that succeeded, one with devices open, and one after an abort.',
    lookedAt: 'Their HRESULTs, and whether the buffers’ addresses are mapped.',
    usualCauses: [
      'a device that keeps a mapping of its own',
      'CloseDevice answers NOERROR when there is nothing to do',
    ],
  },
  {
    id: 'CLOSE-13',
    title: 'The agent has returned and the library can be unloaded',
    level: 'MUST',
    statement:
      'After Close the completion agent returns to its caller; once it has and everything is released, the library can be unloaded and the process goes on unharmed.',
    restsOn: [says.agentEndsBeforeUnloading],
    leansOn: [],
    reading:
      'The sentence binds the server to wait for the agent. For an implementation it means that the wait must end, and that nothing of the library is left running behind it.',
    provoked:
      'After Close (normal; devices open with commands outstanding) the agent is awaited, everything released, the library unloaded (on Windows COM is given back as well: CoFreeUnusedLibrariesEx, CoUninitialize), the process ended in order.',
    lookedAt:
      'The agent’s return, DllCanUnloadNow, whether the module is still there, threads of the library, how the process ends.',
    usualCauses: [
      'the agent waits for a wake-up that Close does not give',
      'a reference or lock count that does not come back to zero',
      'a thread or a thread-exit routine of the library that runs on',
    ],
  },
  {
    id: 'CLOSE-14',
    title: 'Without a running agent Close still returns and releases',
    level: 'MUST',
    statement: 'When no completion agent runs, Close returns all the same and releases what the set had.',
    restsOn: [says.agentCompletesBeforeReturning, says.releasedOnErrorsToo],
    leansOn: [{ page: '0s1f', adds: 'states in which no agent can run' }],
    provoked:
      'Close without any agent: connected, configurable, initializing with no device and with all devices open.',
    lookedAt: 'That Close returns within its limit, and the resources before Open and after.',
    usualCauses: ['Close waits for an agent that nobody started'],
  },
  {
    id: 'CLOSE-15',
    title: 'Close from every state',
    level: 'MUST',
    statement:
      'From each state of the set Close has its documented result, the client of a set that had not ended sees an abort, and the set is gone.',
    restsOn: [says.closesASetThatOpenOpened, says.signalAbortProcessing],
    leansOn: [
      { page: '0s1f', adds: 'the states of the set at the server, and Close in each' },
      { page: '7tyr', adds: 'the states at the client' },
    ],
    reading:
      'In Active with devices open VD_E_PROTOCOL (the page) stands against NOERROR (the table): the page is certified. After SignalAbort NOERROR.',
    provoked:
      'Close in Connected, Configurable, Initializing, Active, Normally terminated, and Abnormally terminated by either end.',
    lookedAt: 'The HRESULT, what the client is told, whether a fresh server set can open the name.',
    usualCauses: [
      'a state in which Close is refused',
      'a client that waits in GetConfiguration is forgotten',
    ],
  },
  {
    id: 'CLOSE-16',
    title: 'Nothing to close: VD_E_PROTOCOL, without effect',
    level: 'MUST',
    statement:
      'Close of a set that was never opened, and a second Close, answer VD_E_PROTOCOL and change nothing.',
    restsOn: [says.closesASetThatOpenOpened, says.handleOfNoUseAfterwards],
    leansOn: [{ page: '0s1f', adds: 'VD_E_PROTOCOL where the set does not exist' }],
    provoked:
      'Close before Open, after which a whole session must still work (another process has opened a set before: the machine lets it); and second and third Closes, while a new session of the same process runs.',
    lookedAt: 'The HRESULTs, and that the session is not disturbed.',
    usualCauses: [
      'the second Close releases again what another set now owns',
      'no state is kept for “closed”',
    ],
  },
  {
    id: 'CLOSE-17',
    title: 'Hazard: unloading while the agent runs',
    level: 'HAZARD',
    statement:
      'If the library is unloaded while the completion agent is still inside it, the process may fault.',
    restsOn: [says.elseTheProcessMayFault],
    leansOn: [],
    provoked:
      'In a process sacrificed for it, the library is unloaded under a running agent (on Windows COM is given back as well), which is then woken.',
    lookedAt: 'Whether the process survived, and whether the module is still there.',
    usualCauses: [],
  },
];

/** The rules of the page IServerVirtualDeviceSet2::Close. */
export const CLOSE_RULES: readonly Rule[] = RULES.map((rule) => ({ subject: 'interface', ...rule }));
