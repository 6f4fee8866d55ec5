import { answered, answerOf, fail, inconclusive, ofKind, pass, type Events } from '../findings/evidence.js';
import type { CallEvent } from '../../harness/history/history.js';
import { lastCommands } from '../findings/client-told.js';
import { judgeGone } from '../findings/backup-failed.js';
import {
  AFTER_END,
  endingOf,
  engineConduct,
  saysSuccess,
  SUCCESS,
  transfers,
  VIRTUAL_DEVICE,
  type Statement,
} from '../findings/engine.js';
import type { Judgement } from '../findings/finding.js';
import type { Judge } from '../findings/judge-history.js';

/** Success told, every device closed and none aborted, the backup remembered with its devices, nothing left. */
export const judge: Judge = (events, { devices }) => {
  const misconduct = engineConduct(events);
  if (misconduct) return misconduct;
  const [statement] = transfers(events);
  if (!statement) return inconclusive('no backup was made');
  const ends = lastCommands(events);
  return (
    judgeDevices(statement, ends, Number(devices)) ??
    judgeSuccess(statement) ??
    judgeMemory(events, statement, Number(devices)) ??
    judgeGone(events, statement) ??
    pass('the backup succeeded, and every device was closed before the set', [statement, ...ends])
  );
};

function judgeDevices(statement: Statement, ends: readonly CallEvent[], devices: number): Judgement | null {
  if (ends.length < devices) return inconclusive('the client did not serve every device', [statement]);
  const other = ends.find((call) => !answered(call, 'VD_E_CLOSE'));
  if (!other) return null;
  return fail(
    `the client did not see ${other.object} closed at the end of the backup`,
    { expected: 'the last GetCommand of each device answers VD_E_CLOSE', observed: answerOf(other) },
    [statement, other],
  );
}

function judgeSuccess(statement: Statement): Judgement | null {
  if (saysSuccess(statement)) return null;
  return fail(
    'SQL Server did not say that the backup succeeded, although the client completed every command',
    { expected: `message ${SUCCESS}, and no error`, observed: endingOf(statement) },
    [statement],
  );
}

function judgeMemory(events: Events, statement: Statement, devices: number): Judgement | null {
  const history = ofKind(events, 'backup-history').find((each) => each.label === AFTER_END);
  if (!history) return inconclusive('msdb was not read when the statement was over', [statement]);
  const [made, another] = history.backups;
  if (!made || another) {
    return fail(
      'msdb does not remember the backup once',
      { expected: 'one backup set', observed: `${history.backups.length} backup sets` },
      [statement, history],
    );
  }
  const types = made.devices.map(({ type }) => type);
  if (types.length === devices && types.every((type) => type === VIRTUAL_DEVICE)) return null;
  return fail(
    'msdb does not remember the backup’s devices as virtual devices',
    {
      expected: `${devices} with device_type ${VIRTUAL_DEVICE}`,
      observed: `${types.length} with device_type ${[...new Set(types)].join(', ')}`,
    },
    [statement, history],
  );
}
