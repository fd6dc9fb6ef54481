import { singleton } from '#lib/singleton';

/** In the environment of a server that only proves a backup: see lib/operator/rehearsal. */
export const REHEARSAL = 'GATEHOUSE_REHEARSAL';

/** Whether this server only proves a backup. Then the product's jobs rest: they may reach others than the database. */
export const isRehearsal = (given?: string): boolean =>
  singleton('rehearsal', () => given !== undefined);

/**
 * Ends a server that only proves a backup with the program that started it, however that one ended: it holds the other end
 * of the standard input. Nobody else would end it, and it serves a copy of all accounts.
 */
export function endWithStarter() {
  process.stdin.once('close', () => process.exit(1)).resume();
  // It keeps nobody waiting when the server has been asked to end.
  (process.stdin as Partial<typeof process.stdin>).unref?.();
}
