/** Something that must stand nowhere, looked for in every spelling in which it could stand. */
export class Trace {
  /** Compared without regard to case, byte for byte. */
  readonly #plain: readonly string[];
  /** As base64 has them: case counts. */
  readonly #encoded: readonly string[];

  constructor(
    /** What it is, for the message of a test. */
    readonly what: string,
    text: string,
  ) {
    const written = spellings(text);
    const asBytes = written.flatMap((each) => [Buffer.from(each, 'utf8'), Buffer.from(each, 'utf16le')]);
    this.#plain = asBytes.flatMap((bytes) => [lowered(bytes), bytes.toString('hex')]);
    this.#encoded = [text, text.toLowerCase(), text.toUpperCase()]
      .flatMap((each) => [Buffer.from(each, 'utf8'), Buffer.from(each, 'utf16le')])
      .flatMap(insideBase64);
  }

  isIn(bytes: Buffer): boolean {
    const low = lowered(bytes);
    if (this.#plain.some((spelling) => low.includes(spelling))) return true;
    const exact = bytes.toString('latin1');
    return this.#encoded.some((spelling) => exact.includes(spelling));
  }
}

/** As it is; as a URL, JSON, XML and Windows have it. */
function spellings(text: string): string[] {
  const quoted = JSON.stringify(text).slice(1, -1);
  const entities = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  const turned = text.replaceAll('/', '\\');
  return [
    ...[text, quoted, entities, entities.replaceAll("'", '&apos;')],
    ...[encodeURI(text), encodeURIComponent(text)],
    ...[turned, turned.replaceAll('\\', '\\\\'), text.replaceAll('/', '\\/')],
  ];
}

/**
 * The characters of base64 that these bytes decide alone, whatever stands before and behind them: three bytes are four characters, so
 * they may begin at one of three places.
 */
function insideBase64(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((before) => {
    const padded = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replaceAll('=', '');
    const first = Math.ceil((before * 4) / 3);
    const whole = Math.floor(((before + bytes.length) * 8) / 6);
    const own = padded.slice(first, whole);
    return [own, own.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

/** Bytes as characters, letters without case. */
function lowered(bytes: Buffer): string {
  return bytes.toString('latin1').toLowerCase();
}
