import 'server-only';

/** What somebody has to prove, as plain data: a form shows it without knowing what it proves. Sent to the browser. */
export type Asked = {
  /** Who proves it, for password managers. */
  username: string;
  fields: AskedField[];
};

/** One thing that is typed for it, and never shown again. */
type AskedField = { name: 'password'; label: string };
