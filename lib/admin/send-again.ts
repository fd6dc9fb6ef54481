import 'server-only';
import { and, eq, ne } from 'drizzle-orm';
import { outbox } from '#drizzle/schema/outbox';
import { type Admin, actorOf, permitted } from '#lib/admin/actor';
import { record } from '#lib/audit/record';
import { expectRow, transaction } from '#lib/db/transaction';
import { outboxEvents, stateOfNew } from '#lib/mail/outbox';

/**
 * Puts a mail on its way again that was given up on, as if it had just been posted. False when it was not, when nothing of
 * it is kept (it carried a code, and the person can ask for another), or when they may not. Who did it is in the log.
 */
export async function sendMailAgain(by: Admin, id: string): Promise<boolean> {
  const isDone = await transaction(
    expectRow((tx) =>
      tx
        .update(outbox)
        .set({ state: stateOfNew(), attempts: 0, lastError: '', dueAt: new Date() })
        .where(
          and(
            eq(outbox.id, id),
            eq(outbox.state, 'failed'),
            ne(outbox.body, ''),
            permitted(by, 'mail:send-again', outbox.id),
          ),
        ),
    ),
    record({ type: 'mail_sent_again', userId: null, actor: actorOf(by), object: `mail:${id}` }),
  );
  if (isDone) outboxEvents().emit('posted');
  return isDone;
}
