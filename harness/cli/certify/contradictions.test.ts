import { expect, test } from 'vitest';
import { ENDPOINT_FAULTS } from '../../reference/sql/faults/catalogue.js';
import { refuseContradictions } from './contradictions.js';

const sqlServer = { host: 'localhost', port: 1433, user: 'sa', password: 'x', backedUp: 'model' };
const [{ id: fault } = { id: '' }] = ENDPOINT_FAULTS;

test.each([
  [{ sqlServer }, 'interface', '--sql-server'],
  [{ sqlServer, vdi: 'theirs.dll' }, 'engine', '--vdi'],
  [{ sqlServer, fault: 'CLOSE-01.name-still-taken' }, 'engine', 'misbehave'],
  [{ fault }, 'interface', 'no rule of the interface'],
  [{ fault, target: 'windows-container' }, 'engine', 'that of the container'],
] as const)('%j with the subject %s is refused', (options, subject, why) => {
  expect(() => {
    refuseContradictions(options, subject);
  }).toThrow(why);
});

test.each([
  [{}, 'interface'],
  [{ sqlServer }, 'engine'],
  [{ sqlServer }, 'all'],
  [{ fault }, 'engine'],
  [{ fault, target: 'wine' }, 'all'],
  [{ fault: 'CLOSE-01.name-still-taken' }, 'interface'],
  [{ vdi: 'theirs.dll' }, 'engine'],
] as const)('%j with the subject %s is not', (options, subject) => {
  expect(() => {
    refuseContradictions(options, subject);
  }).not.toThrow();
});
