import type { Probe } from '../probes/probe.js';
import { Agent } from './agent.js';
import { koffiAddon } from './koffi-addon.js';
import { ENV, takeFromEnvironment, type AgentSettings, type System } from './settings.js';

/** Loaded as needed: on Linux the agent has no use for koffi. */
async function probeOf(system: System): Promise<Probe> {
  if (system === 'linux') return new (await import('../probes/linux.js')).LinuxProbe();
  const { WindowsProbe } = await import('../probes/windows.js');
  if (system === 'windows') return new WindowsProbe();
  const { WineProbe } = await import('../probes/wine.js');
  return new WineProbe(new WindowsProbe());
}

/** Wine passes for Windows. What it does not know of its threads is asked of the Linux beneath. */
async function systemHere(told: System): Promise<System> {
  if (told !== 'windows') return told;
  const { wineVersion } = await import('../probes/windows-api.js');
  return wineVersion() === null ? 'windows' : 'wine';
}

async function main(): Promise<void> {
  const secret = takeFromEnvironment(ENV.agentSecret);
  const told = JSON.parse(takeFromEnvironment(ENV.agentSettings)) as AgentSettings;
  const settings = { ...told, system: await systemHere(told.system) };
  const koffi = settings.koffi ?? koffiAddon();
  const probe = await probeOf(settings.system);
  new Agent(settings, secret, probe, koffi, (code) => process.exit(code)).start();
}

void main();
