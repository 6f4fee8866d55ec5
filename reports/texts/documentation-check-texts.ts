import type { KnownDisagreement, RecordCheck } from '../../specs/documentation/documentation-check.js';

/** What `docs check` lists, each under a heading. */
export type DocumentationPart =
  Exclude<RecordCheck['state'], 'unchanged'> | 'unaccounted' | 'structure' | 'drift';

/** What `docs check` shows in one language, and `verify` of the documentation. Reasons of exemptions are told in English. */
export interface DocumentationCheckTexts {
  /** `{revision}` is the beginning of a digest. */
  readonly against: string;
  readonly unchanged: (sentences: number, exemptions: number) => string;
  readonly toLookAt: (count: number) => string;
  readonly copied: string;
  readonly leftOut: string;
  readonly noCommit: string;
  /** `{commit}` is one, and perhaps `changedSince`. */
  readonly ofCommit: string;
  readonly changedSince: string;
  readonly allPages: string;

  readonly titles: Readonly<Record<DocumentationPart | 'known', string>>;
  readonly toDo: string;
  readonly remedies: Readonly<Record<DocumentationPart, string>>;
  /** Which rules do. */
  readonly rests: string;
  /** For which reason. */
  readonly needsNoRule: string;
  /** Words that are gone, and that no page has. */
  readonly words: (count: number) => string;
  readonly noPage: string;
  /** `{changed}` and `{unchanged}` are languages. */
  readonly driftIn: string;
  readonly states: Readonly<Record<KnownDisagreement['state'], string>>;
  readonly readAs: string;

  /** Where something stands; `{section}` is a heading, `{n}` a number, `{name}` what `pieces` has. */
  readonly places: {
    readonly heading: string;
    readonly paragraph: string;
    readonly tableHead: string;
    readonly column: string;
    readonly row: string;
  };
  readonly pieces: Readonly<
    Record<'front matter' | 'title' | 'include' | 'value' | 'explanation' | 'code' | 'markup', string>
  >;

  readonly accountedFor: string;
  readonly notAccountedFor: string;
  readonly counts: Readonly<
    Record<'unchanged' | 'lookAgain' | Exclude<DocumentationPart, 'drift'>, (count: number) => string>
  >;
}
