import { singleton } from '#lib/singleton';

/** In the environment of a server that only proves a backup: see lib/operator/rehearsal. */
export const REHEARSAL = 'GATEHOUSE_REHEARSAL';

/** Whether this server only proves a backup. Then the product's jobs rest: they may reach others than the database. */
export const isRehearsal = (given?: string): boolean =>
  singleton('rehearsal', () => given !== undefined);
