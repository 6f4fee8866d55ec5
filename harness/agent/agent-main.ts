import { LinuxProbe } from '../probes/linux.js';
import { Agent } from './agent.js';
import { ENV, takeFromEnvironment, type AgentSettings } from './settings.js';

const secret = takeFromEnvironment(ENV.agentSecret);
const settings = JSON.parse(takeFromEnvironment(ENV.agentSettings)) as AgentSettings;

new Agent(settings, secret, new LinuxProbe(), (code) => process.exit(code)).start();
