import { CLIENT_FR } from './fr/client.js';
import { ENGINE_FR } from './fr/engine.js';
import { INTERFACE_FR } from './fr/interface.js';
import type { Translations } from './rule-texts.js';

/** The rules in French. */
export const FR: Translations = { ...INTERFACE_FR, ...ENGINE_FR, ...CLIENT_FR };
