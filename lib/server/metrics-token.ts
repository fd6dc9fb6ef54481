import { equal } from '#lib/crypto/tokens';
import { env } from '#lib/env';

/** Whether an Authorization header brings METRICS_TOKEN. False while none is set. */
export function hasMetricsToken(authorization: string | null | undefined): boolean {
  const token = env().METRICS_TOKEN;
  return token !== undefined && equal(authorization ?? '', `Bearer ${token}`);
}
