import type { Translations } from './rule-texts.js';
import { CLIENT } from './ru/client.js';
import { ENGINE } from './ru/engine.js';
import { INTERFACE } from './ru/interface.js';

/** The rules in Russian. */
export const RU: Translations = { ...INTERFACE, ...ENGINE, ...CLIENT };
