/** One thing that is wrong with a submission, at a field or with the whole. */
export type Problem = {
  text: string;
  field?: string;
  /** The field is where to begin, but it is not said that it is the wrong one. */
  isUnmarked?: true;
  /** A way on: an address of ours, opened beside this page, and what it is called. */
  way?: [href: string, text: string];
};

/** A way in for the people of a company: where it begins, and what it is called. Sent to the browser. */
export type CompanyOffer = { says: string; href: string; goOn: string };

/** The names of all fields that are never shown again (the same as in lib/request/typed-fields). */
export const SECRET_FIELDS = ['password', 'current', 'factor'] as const;

/** What somebody has to prove: a form shows it without knowing what it proves. Sent to the browser. */
export type AskedProof = {
  /** Who proves it, for password managers. */
  username: string;
  /** What is typed for it, and never shown again. */
  fields: { name: 'password' | 'factor' | 'code'; label: string; hint?: string }[];
  /** The code is mailed, by a button of /confirm. */
  mailsCode?: boolean;
  /** A passkey answers it too, by a script. */
  takesPasskey?: boolean;
  /** Other factors that they have, and what each is called. */
  others?: { kind: string; title: string }[];
};

/** What a form shows again after a refused submission. Sent to the browser: nothing secret in it. */
export type FormState = {
  problems?: Problem[];
  /** Stands beside what is wrong, whoever it was. */
  offer?: CompanyOffer;
  values?: Record<string, string>;
  /** The last proof of who it is has grown old: the form asks for another. */
  asksProof?: AskedProof;
  /** The passkey that was sent belongs to nobody here: its device may forget it. */
  isUnknownPasskey?: true;
};
