import 'server-only';
import { noteBounded } from '#lib/audit/note-bounded';
import { forgeryBell } from '#lib/front/forgery-bell';
import { kept } from '#lib/kept';

/** From now on the log is told of forms that the front door refuses. Once a process. */
export const listenForForgeries = () =>
  kept('forgery-listener', () =>
    forgeryBell().on('refused', ({ address, userAgent, path, origin }) => {
      const detail = `${path} from ${origin}`.replace(/[\p{Cc}\p{Cf}]/gu, ' ');
      void noteBounded({ type: 'malicious_csrf', client: { address, userAgent }, detail });
    }),
  );
