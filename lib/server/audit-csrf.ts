import 'server-only';
import { detailOf } from '#lib/audit/detail';
import { recordBounded } from '#lib/limits/record-bounded';
import { csrfRejections } from '#lib/server/http/csrf-rejections';
import { singleton } from '#lib/singleton';

/** From now on the log is told of forms that the front door refuses. Once a process. */
export const auditCsrfRejections = () =>
  singleton('forgery-listener', () =>
    csrfRejections().on('refused', ({ address, userAgent, path, origin }) => {
      const [page, from] = [path, origin].map((text) => text.replace(/[\p{Cc}\p{Cf}]/gu, ' '));
      const detail = detailOf('foreign_form', { path: page ?? '', origin: from ?? '' });
      void recordBounded({ type: 'malicious_csrf', client: { address, userAgent }, detail });
    }),
  );
