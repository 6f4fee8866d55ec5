import { piecesOf } from './placeholders.js';

/** Stands for what is not told of a word. */
export const UNTOLD = '…';

/** The name of an option, alone or before its value. `-pSECRET` is none: where its name ends is not known. */
const OPTION = /^(?:--[A-Za-z][\w-]*|-[A-Za-z])(?:$|[=:])/;

/**
 * What a history may tell of a word of the client's command: options' names and placeholders. The rest is the vendor's: a password, a token,
 * or a folder that names him, and nobody can tell which.
 */
export function toldWord(word: string): string {
  const option = optionOf(piecesOf(word).map(textOf)[0] ?? '');
  const told = piecesOf(word.slice(option.length)).map((piece) =>
    typeof piece === 'string' ? UNTOLD : `{${piece.placeholder}}`,
  );
  return option + told.filter((each, index) => each !== UNTOLD || told[index - 1] !== UNTOLD).join('');
}

/** An option's name with the sign before its value, if the word begins with one; else nothing. */
export function optionOf(text: string): string {
  return OPTION.exec(text)?.[0] ?? '';
}

function textOf(piece: ReturnType<typeof piecesOf>[number]): string {
  return typeof piece === 'string' ? piece : '';
}
