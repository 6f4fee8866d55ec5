/** A file of a place where runs are kept. */
export interface KeptFile {
  /** Without folders. */
  readonly name: string;
  readonly text: string;
}

export type Putting = 'added' | 'already there';

/** Where runs are kept: a folder, or a branch. */
export interface KeptPlace {
  /** For messages: `the folder runs`. */
  readonly name: string;
  /** The JSON files that are there, in no order; a place that is not there yet has none. */
  files(): Promise<KeptFile[]>;
  /**
   * Puts a file there that is written once and never changed. What was there stays, whoever else puts something there meanwhile.
   * `already there`: a file of this name is there, whatever it holds.
   */
  put(file: KeptFile): Promise<Putting>;
}
