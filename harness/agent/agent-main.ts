import { LinuxProbe } from '../probes/linux.js';
import { Agent } from './agent.js';
import { koffiAddon } from './koffi-addon.js';
import { ENV, takeFromEnvironment, type AgentSettings } from './settings.js';

const secret = takeFromEnvironment(ENV.agentSecret);
const settings = JSON.parse(takeFromEnvironment(ENV.agentSettings)) as AgentSettings;

new Agent(settings, secret, new LinuxProbe(), koffiAddon(), (code) => process.exit(code)).start();
