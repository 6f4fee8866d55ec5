import type { DeviceRequest, DeviceStatements } from './instance.js';

/** A server without a VDI library: it says so. */
export const NO_DEVICES: DeviceStatements = { library: null, direct: null, backup: refuse, restore: refuse };

async function refuse(_: unknown, { answer, line }: DeviceRequest): Promise<void> {
  const text = 'This endpoint was started without a VDI library: it neither backs up nor restores.';
  answer.message({ number: 50_000, class: 16, state: 1, text, line, procedure: '' });
}
