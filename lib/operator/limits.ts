import * as accounts from '#lib/accounts/limits';
import * as admin from '#lib/admin/limits';
import * as api from '#lib/api/limits';
import * as assembly from '#lib/assembly/limits';
import * as authorization from '#lib/authorization/limits';
import * as codes from '#lib/codes/limits';
import * as factors from '#lib/factors/limits';
import * as limits from '#lib/limits/limits';
import * as oauth from '#lib/oauth/limits';
import * as providers from '#lib/providers/limits';
import * as session from '#lib/session/limits';
import * as sharing from '#lib/sharing/limits';
import * as things from '#lib/things/limits';

/** Every limit that there is. Each is in the limits.ts of its room; a test finds them, so that none is left out. */
export const LIMITS = {
  ...accounts,
  ...admin,
  ...api,
  ...assembly,
  ...authorization,
  ...codes,
  ...factors,
  ...limits,
  ...oauth,
  ...providers,
  ...session,
  ...sharing,
  ...things,
};
