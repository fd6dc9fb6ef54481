/**
 * What a sentence has to be given, as the compiler reads it. A brace in an ICU message means one of two things: in the
 * message itself `{` begins a placeholder; among the choices of a plural or select it begins a message again.
 */
type Placeholder<Sentence extends string> = InMessage<Sentence>;

/** The names of a sentence, each with its value: a number where it is counted, else what is put in as it is. */
export type Params<Sentence extends string> = {
  [Each in Placeholder<Sentence> as Each[0]]: Each[1];
};

/** Only its names. */
export type NamesOf<Sentence extends string> = Placeholder<Sentence>[0];

type InMessage<Text extends string> = Text extends `${infer Before}{${infer After}`
  ? Before extends `${string}}${string}`
    ? Text extends `${string}}${infer Rest}`
      ? InChoices<Rest>
      : never
    : Begun<After>
  : Text extends `${string}}${infer Rest}`
    ? InChoices<Rest>
    : never;

type InChoices<Text extends string> = Text extends `${infer Before}{${infer After}`
  ? Before extends `${string}}${string}`
    ? Text extends `${string}}${infer Rest}`
      ? InMessage<Rest>
      : never
    : InMessage<After>
  : Text extends `${string}}${infer Rest}`
    ? InMessage<Rest>
    : never;

/** After the brace that begins a placeholder: `name}`, `name, number}` or `name, kind, …}`. */
type Begun<Text extends string> = Text extends `${infer Name}}${infer After}`
  ? Name extends `${infer Number}, number`
    ? [Number, number] | InMessage<After>
    : Name extends `${infer Counted},${string}`
      ? Text extends `${string},${infer Kind},${infer Choices}`
        ? [Counted, Kind extends ' select' ? string : number] | InChoices<Choices>
        : never
      : [Name, string | number] | InMessage<After>
  : never;
