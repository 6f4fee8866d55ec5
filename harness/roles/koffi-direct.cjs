/**
 * Stands for koffi in the role's bundle. koffi's own loader inspects Node's executable to find the right
 * native addon, at every start; the agent lets it do so once and hands the addon's path to its roles. That
 * saves a role process a fifth of its start. Without the path it is koffi as usual.
 */
const addon = process.env.VDI_KOFFI;

if (addon === undefined || addon === '') {
  module.exports = require('koffi');
} else {
  process.dlopen(module, addon);
}
