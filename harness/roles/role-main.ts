import { connect } from 'node:net';
import { endingOn } from '../agent/ending.js';
import { FRAME_BYTES, Frames } from '../agent/frames.js';
import type { Hello, RoleEvents } from '../agent/protocol.js';
import { rpcOver } from '../agent/rpc.js';
import { ENV, takeFromEnvironment, type RoleSettings } from '../agent/settings.js';
import { ownProcess } from './own-process.js';
import { RoleHost } from './role-host.js';

/** The program of a role process: connects to the agent that started it and does what it is asked. */
const port = Number(takeFromEnvironment(ENV.rolePort));
const secret = takeFromEnvironment(ENV.roleSecret);
const settings = JSON.parse(takeFromEnvironment(ENV.roleSettings)) as RoleSettings;

const socket = connect(port, '127.0.0.1');
const frames = new Frames(socket, FRAME_BYTES);
// Without its agent a role has no purpose, whatever native calls are still under way.
// Not exit(): that joins libuv's threads, and some of them may never come back.
socket.once('close', () => process.kill(process.pid, endingOn(settings.system).cutOffSignal ?? 'SIGKILL'));

const own = ownProcess(settings.system);
const host = new RoleHost(settings, own, { issued: (call) => void rpc.$callEvent('issued', call) }, () =>
  process.exit(0),
);
const rpc = rpcOver<RoleEvents, RoleHost>(frames, host);

own.behave();
socket.once('connect', () => {
  const hello: Hello = { as: 'role', secret, pid: process.pid };
  frames.send(hello);
});
