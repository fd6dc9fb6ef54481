import 'server-only';

/** What somebody has to prove, as plain data. */
export type Asked = {
  /** Who proves it, for password managers. */
  username: string;
  fields: AskedField[];
};

/** One thing that is typed for it, and never shown again. */
export type AskedField = { name: 'password' | 'factor'; label: string; hint?: string };
