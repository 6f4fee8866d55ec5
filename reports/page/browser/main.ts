import { openForPrint, openedByLink, withOpenAndClose } from './details.js';
import { chosenLanguage, Language } from './language.js';
import { withFilters } from './filters.js';

/**
 * What the report's page does besides being read: it speaks the reader's language, shows some of the rules, and opens what is to be printed.
 * Without it the page is there in English, in full.
 */
const language = new Language(document);
const search = new URLSearchParams(location.search);
language.speak(chosenLanguage(search.get('lang'), navigator.languages, language.known));
withFilters(document, language);
withOpenAndClose(document);
openForPrint(document, matchMedia('print'));
openedByLink(document);
document.documentElement.classList.add('with-script');
