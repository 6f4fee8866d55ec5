/** A line of SQL Server's ERRORLOG. */
export interface LogLine {
  readonly at: Date;
  /** Who writes: `Server`, `Logon`, `Backup`, `spid51`. */
  readonly process: string;
  readonly text: string;
}

/** As many lines are kept; a client that provokes more pushes the oldest out. */
const MOST_LINES = 10_000;
const LONGEST_TEXT = 2_000;

/** The error log: kept for xp_readerrorlog, and told to whoever runs the endpoint. */
export class ErrorLog {
  readonly #lines: LogLine[] = [];

  constructor(private readonly tell: (line: LogLine) => void = () => undefined) {}

  /** A client's words may be in the text: what is not printable is replaced. */
  write(process: string, text: string): void {
    const line = { at: new Date(), process, text: text.replace(/\p{Cc}/gu, '?').slice(0, LONGEST_TEXT) };
    this.#lines.push(line);
    if (this.#lines.length > MOST_LINES) this.#lines.shift();
    this.tell(line);
  }

  /** The lines that contain all of these texts, in any case, oldest first. */
  lines(containing: readonly string[] = []): LogLine[] {
    const wanted = containing.map((text) => text.toLowerCase());
    return this.#lines.filter(({ text }) => wanted.every((each) => text.toLowerCase().includes(each)));
  }
}
