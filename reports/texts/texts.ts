import type { Locale } from '../../specs/rules/rule.js';
import { EN } from './en.js';
import { FR } from './fr.js';
import { IT } from './it.js';
import type { ReportTexts } from './report-texts.js';
import { RU } from './ru.js';

/** The report's texts by language. */
export const REPORT_TEXTS: Readonly<Record<Locale, ReportTexts>> = { en: EN, ru: RU, fr: FR, it: IT };
