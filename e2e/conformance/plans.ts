import { absent } from './plans/absent.ts';
import { attacks } from './plans/attacks.ts';
import { oauth21 } from './plans/oauth-2-1.ts';
import { oidccBasic } from './plans/oidcc-basic.ts';
import { oidccConfig } from './plans/oidcc-config.ts';
import { oidccBackchannelLogout, oidccRpInitiatedLogout } from './plans/oidcc-logout.ts';
import { rfc7009 } from './plans/rfc7009.ts';
import { rfc7662 } from './plans/rfc7662.ts';
import { rfc8414 } from './plans/rfc8414.ts';
import { rfc8628 } from './plans/rfc8628.ts';
import { rfc8707 } from './plans/rfc8707.ts';
import { rfc9068 } from './plans/rfc9068.ts';
import { rfc9126 } from './plans/rfc9126.ts';
import { rfc9207 } from './plans/rfc9207.ts';
import { rfc9700 } from './plans/rfc9700.ts';
import { rfc9728 } from './plans/rfc9728.ts';
import type { Plan } from './row.ts';

/** What is asked of the server, in the order of the page. */
export const PLANS: Plan[] = [
  oidccConfig,
  oidccBasic,
  oidccRpInitiatedLogout,
  oidccBackchannelLogout,
  oauth21,
  rfc9700,
  rfc8414,
  rfc9207,
  rfc8707,
  rfc7009,
  rfc7662,
  rfc8628,
  rfc9068,
  rfc9126,
  rfc9728,
  attacks,
  absent,
];
