import type { en } from '#texts/en/index';
import type { NamesOf } from '#texts/placeholders';

/** Every sentence there is, by its feature and key, as English says it. Another language has the same ones. */
export type Texts = typeof en;

/** What every language has, whatever it says. */
export type Sentences = { [Of in keyof Texts]: { [Name in keyof Texts[Of]]: string } };

/** The languages as they are given, if each says everything; else what is wrong, by name: the compiler misses it. */
export type Complete<Languages> = [Faults<Languages>] extends [never]
  ? Languages
  : Record<Faults<Languages>, never>;

type Faults<Languages> = {
  [Name in keyof Languages & string]: FaultsOf<Languages[Name], Name>;
}[keyof Languages & string];

type FaultsOf<Language, Name extends string> =
  | `${Name} has ${Exclude<keyof Language, keyof Texts> & string}, which English has not`
  | {
      [Feature in keyof Texts]: Feature extends keyof Language
        ? FaultsIn<Language[Feature], Texts[Feature], `${Name}: ${Feature}`>
        : `${Name} does not have ${Feature}`;
    }[keyof Texts];

type FaultsIn<Said, Asked, Where extends string> =
  | `${Where}.${Exclude<keyof Said, keyof Asked> & string} is not in English`
  | {
      [Key in keyof Asked & string]: Key extends keyof Said
        ? SameNames<Said[Key], Asked[Key]> extends true
          ? never
          : `${Where}.${Key} has other placeholders than in English`
        : `${Where}.${Key} is missing`;
    }[keyof Asked & string];

type SameNames<Said, Asked> = [Names<Said>, Names<Asked>] extends [Names<Asked>, Names<Said>]
  ? true
  : false;

type Names<Sentence> = Sentence extends string ? NamesOf<Sentence> : unknown;
