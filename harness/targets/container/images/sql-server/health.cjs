// Whether SQL Server takes connections: exit code 0 or 1.
const { connect } = require('node:net');

const socket = connect(1433, '127.0.0.1');
socket.once('connect', () => process.exit(0));
socket.once('error', () => process.exit(1));
