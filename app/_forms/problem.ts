/** One thing that is wrong with a submission, at a field or with the whole. */
export type Problem = {
  text: string;
  field?: string;
  /** The field is where to begin, but it is not said that it is the wrong one. */
  isUnmarked?: true;
};

/** What a form shows again after a refused submission. Sent to the browser: nothing secret in it. */
export type FormState = {
  problems?: Problem[];
  values?: Record<string, string>;
  /** The last proof of who it is has grown old: the form asks for the password too. */
  asksPassword?: boolean;
};
