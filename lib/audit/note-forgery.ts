import 'server-only';
import { record } from '#lib/audit/record';
import { togetherInPassing } from '#lib/db/together';
import { type Forgery, forgeryBell } from '#lib/front/forgery-bell';
import { kept } from '#lib/kept';
import { forgeryByAll, forgeryByNetwork } from '#lib/limits/rule';
import { take } from '#lib/limits/take';
import { log } from '#lib/operation/log';
import { networkOf } from '#lib/request/client';

/** From now on the log is told of forms that the front door refuses. Once a process. */
export const listenForForgeries = () =>
  kept('forgery-listener', () =>
    forgeryBell().on('refused', (forgery) => {
      noteForgery(forgery).catch((error: unknown) =>
        log().warn({ err: error }, 'a form from elsewhere could not be noted'),
      );
    }),
  );

/**
 * Enters into the log that a form from elsewhere was refused. Anybody can send these: past five of a network
 * in ten minutes, or two hundred of all in an hour, they stand only in the server's own log.
 */
async function noteForgery({ address, userAgent, path, origin }: Forgery) {
  const network = networkOf(address);
  if (
    await take([
      [forgeryByNetwork, network],
      [forgeryByAll, 'all'],
    ])
  )
    return;
  const detail = `${path} from ${origin}`.replace(/[\p{Cc}\p{Cf}]/gu, ' ');
  const client = { address, userAgent };
  await togetherInPassing((tx) => [
    record({ type: 'malicious_csrf', userId: null, client, detail })(tx),
  ]);
}
