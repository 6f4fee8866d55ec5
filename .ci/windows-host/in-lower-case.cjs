// Runs a script as a terminal does that stands in `z:\...` where others stand in `Z:\...`.
//
//     node in-lower-case.cjs SCRIPT ARGUMENT ...
const { spawnSync } = require('node:child_process');

const lower = (file) => file.replace(/^[A-Z]:/, (drive) => drive.toLowerCase());
const [, , script, ...args] = process.argv;
const { status } = spawnSync(process.execPath, [lower(script), ...args], {
  cwd: lower(process.cwd()),
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
