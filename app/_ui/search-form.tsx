type Props = {
  /** What was searched for; empty for everything. */
  search: string;
  /** What the field and the button say. */
  words: [label: string, submit: string];
};

/** Finds in a list by what is typed: a form that asks for its page anew. */
export const SearchForm = ({ search, words }: Props) => (
  <search>
    <form className="find">
      <label htmlFor="q">{words[0]}</label>
      <div>
        <input
          id="q"
          name="q"
          type="search"
          className="input"
          defaultValue={search}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={254}
        />
        <button type="submit" className="btn btn-primary">
          {words[1]}
        </button>
      </div>
    </form>
  </search>
);
