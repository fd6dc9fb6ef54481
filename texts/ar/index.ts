import * as account from '#texts/ar/account';
import * as activity from '#texts/ar/activity';
import * as admin from '#texts/ar/admin';
import * as adminMails from '#texts/ar/admin-mails';
import * as api from '#texts/ar/api';
import * as apps from '#texts/ar/apps';
import * as audit from '#texts/ar/audit';
import * as auditDetails from '#texts/ar/audit-details';
import * as auditLog from '#texts/ar/audit-log';
import * as auditRefused from '#texts/ar/audit-refused';
import * as authenticator from '#texts/ar/authenticator';
import * as codes from '#texts/ar/codes';
import * as common from '#texts/ar/common';
import * as confirm from '#texts/ar/confirm';
import * as consent from '#texts/ar/consent';
import * as credentials from '#texts/ar/credentials';
import * as dashboard from '#texts/ar/dashboard';
import * as data from '#texts/ar/data';
import * as device from '#texts/ar/device';
import * as email from '#texts/ar/email';
import * as errors from '#texts/ar/errors';
import * as factors from '#texts/ar/factors';
import * as files from '#texts/ar/files';
import * as forms from '#texts/ar/forms';
import * as http from '#texts/ar/http';
import * as logout from '#texts/ar/logout';
import * as mailbox from '#texts/ar/mailbox';
import * as mails from '#texts/ar/mails';
import * as notes from '#texts/ar/notes';
import * as overview from '#texts/ar/overview';
import * as passkeys from '#texts/ar/passkeys';
import * as password from '#texts/ar/password';
import * as product from '#texts/ar/product';
import * as profile from '#texts/ar/profile';
import * as programs from '#texts/ar/programs';
import * as providers from '#texts/ar/providers';
import * as recovery from '#texts/ar/recovery';
import * as recoveryCodes from '#texts/ar/recovery-codes';
import * as refusals from '#texts/ar/refusals';
import * as reset from '#texts/ar/reset';
import * as scopes from '#texts/ar/scopes';
import * as security from '#texts/ar/security';
import * as sessions from '#texts/ar/sessions';
import * as sharing from '#texts/ar/sharing';
import * as signIn from '#texts/ar/sign-in';
import * as signUp from '#texts/ar/sign-up';
import * as strength from '#texts/ar/strength';
import * as things from '#texts/ar/things';
import * as wish from '#texts/ar/wish';

/** Arabic: each file says what one feature says. */
export const ar = {
  ...account,
  ...activity,
  ...admin,
  ...adminMails,
  ...api,
  ...apps,
  ...audit,
  ...auditDetails,
  ...auditLog,
  ...authenticator,
  ...auditRefused,
  ...codes,
  ...common,
  ...confirm,
  ...consent,
  ...credentials,
  ...dashboard,
  ...data,
  ...device,
  ...email,
  ...errors,
  ...factors,
  ...files,
  ...forms,
  ...http,
  ...logout,
  ...mailbox,
  ...mails,
  ...notes,
  ...overview,
  ...passkeys,
  ...password,
  ...product,
  ...profile,
  ...programs,
  ...providers,
  ...recoveryCodes,
  ...recovery,
  ...refusals,
  ...reset,
  ...scopes,
  ...security,
  ...sessions,
  ...sharing,
  ...signIn,
  ...signUp,
  ...strength,
  ...things,
  ...wish,
};
