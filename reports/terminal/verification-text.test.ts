import { expect, test } from 'vitest';
import { handMadeCertificate, verifyHandMade } from '../certificate/hand-made.js';
import { verificationText } from './verification-text.js';

const STREAM = { write: () => true };

test.each([
  ['Microsoft SQL Server 2022', 'SQL Server 16.0.1.2'],
  [
    'kit 1.0, reference SQL endpoint: not Microsoft SQL Server (linux x64)',
    'reference SQL endpoint 16.0.1.2',
  ],
])('the server that says that it is %s is called so', async (version, name) => {
  const made = handMadeCertificate();
  const verification = await verifyHandMade(made, made.envelope);
  const { content } = made;
  const sqlServer = { version, productVersion: '16.0.1.2', productLevel: 'RTM', edition: 'Express' };
  const text = verificationText(
    { ...verification, content: { ...content, target: { ...content.target, sqlServer } } },
    null,
    STREAM,
  );
  expect(text).toMatch(new RegExp(`^server +${name}$`, 'm'));
});
