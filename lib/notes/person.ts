import type { Viewer } from '#lib/session/store';

/** What of a viewer the acts on notes need: who it is, and with which address and role. */
export type Person = {
  user: Pick<Viewer['user'], 'id' | 'email' | 'role'>;
  session?: Pick<Viewer['session'], 'id'>;
};
