import type { BackupRecord } from '../engine/backup-history.js';
import type { SqlMessage } from '../engine/sql-engine.js';
import { RightConduct } from '../devices/conduct.js';
import type { EndpointFault } from './fault.js';

const SUCCESS = 3014;
/** That of a file. */
const DISK = 2;

class DevicesLeftOpen extends RightConduct {
  override closes<Device>(devices: readonly Device[]): readonly Device[] {
    return devices.slice(devices.length);
  }
}

class OnlyFirstClosed extends RightConduct {
  override closes<Device>(devices: readonly Device[]): readonly Device[] {
    return devices.slice(0, 1);
  }
}

class Forgotten extends RightConduct {
  override remembers(): boolean {
    return false;
  }
}

class RememberedAsDisk extends RightConduct {
  override record(right: BackupRecord): BackupRecord {
    return { ...right, deviceType: DISK };
  }
}

class FirstDeviceRemembered extends RightConduct {
  override record(right: BackupRecord): BackupRecord {
    return { ...right, devices: right.devices.slice(0, 1) };
  }
}

class SuccessNotTold extends RightConduct {
  override told(messages: readonly SqlMessage[]): readonly SqlMessage[] {
    return messages.filter(({ number }) => number !== SUCCESS);
  }
}

/** A backup that goes well. */
export const NORMAL_END: readonly EndpointFault[] = [
  {
    id: 'ENGINE-CLOSE-01.devices-left-open',
    description: 'the set is closed without its devices, and the backup called a success',
    conduct: () => new DevicesLeftOpen(),
  },
  {
    id: 'ENGINE-CLOSE-01.only-first-closed',
    description: 'of several devices only the first is closed before the set',
    conduct: () => new OnlyFirstClosed(),
  },
  {
    id: 'ENGINE-CLOSE-01.forgotten',
    description: 'msdb does not remember a backup to virtual devices',
    conduct: () => new Forgotten(),
  },
  {
    id: 'ENGINE-CLOSE-01.remembered-as-disk',
    description: 'msdb remembers virtual devices as files',
    conduct: () => new RememberedAsDisk(),
  },
  {
    id: 'ENGINE-CLOSE-01.first-device-remembered',
    description: 'msdb remembers the first of several devices only',
    conduct: () => new FirstDeviceRemembered(),
  },
  {
    id: 'ENGINE-CLOSE-01.success-not-told',
    description: 'a backup that succeeds ends without 3014',
    conduct: () => new SuccessNotTold(),
  },
];
