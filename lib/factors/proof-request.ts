import 'server-only';

/** What somebody has to prove, as plain data. */
export type ProofRequest = {
  /** Who proves it, for password managers. */
  username: string;
  fields: RequestedField[];
};

/** One thing that is typed for it, and never shown again. */
export type RequestedField = { name: 'password' | 'factor'; label: string; hint?: string };
