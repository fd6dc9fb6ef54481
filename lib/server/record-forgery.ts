import 'server-only';
import { noteBounded } from '#lib/limits/record-bounded';
import { forgeryBell } from '#lib/server/http/forgery-bell';
import { singleton } from '#lib/singleton';

/** From now on the log is told of forms that the front door refuses. Once a process. */
export const listenForForgeries = () =>
  singleton('forgery-listener', () =>
    forgeryBell().on('refused', ({ address, userAgent, path, origin }) => {
      const detail = `${path} from ${origin}`.replace(/[\p{Cc}\p{Cf}]/gu, ' ');
      void noteBounded({ type: 'malicious_csrf', client: { address, userAgent }, detail });
    }),
  );
