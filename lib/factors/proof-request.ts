import 'server-only';

/** What somebody has to prove, as plain data. */
export type ProofRequest = {
  /** Who proves it, for password managers. */
  username: string;
  fields: RequestedField[];
  /** The code is mailed, by a button of /confirm. */
  mailsCode?: boolean;
  /** A passkey answers it too, by a script. */
  takesPasskey?: boolean;
  /** Other factors that they have, and what each is called. */
  others?: { kind: string; title: string }[];
};

/** One thing that is typed for it, and never shown again. */
export type RequestedField = {
  name: 'password' | 'factor' | 'code';
  label: string;
  hint?: string;
};
