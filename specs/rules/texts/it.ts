import { CLIENT } from './it/client.js';
import { ENGINE } from './it/engine.js';
import { INTERFACE } from './it/interface.js';
import type { Translations } from './rule-texts.js';

/** The rules in Italian. */
export const IT: Translations = { ...INTERFACE, ...ENGINE, ...CLIENT };
