import * as account from '#texts/en/account';
import * as activity from '#texts/en/activity';
import * as admin from '#texts/en/admin';
import * as adminMails from '#texts/en/admin-mails';
import * as api from '#texts/en/api';
import * as apps from '#texts/en/apps';
import * as audit from '#texts/en/audit';
import * as auditDetails from '#texts/en/audit-details';
import * as auditLog from '#texts/en/audit-log';
import * as auditRefused from '#texts/en/audit-refused';
import * as authenticator from '#texts/en/authenticator';
import * as codes from '#texts/en/codes';
import * as common from '#texts/en/common';
import * as confirm from '#texts/en/confirm';
import * as consent from '#texts/en/consent';
import * as credentials from '#texts/en/credentials';
import * as dashboard from '#texts/en/dashboard';
import * as data from '#texts/en/data';
import * as device from '#texts/en/device';
import * as email from '#texts/en/email';
import * as errors from '#texts/en/errors';
import * as factors from '#texts/en/factors';
import * as files from '#texts/en/files';
import * as forms from '#texts/en/forms';
import * as http from '#texts/en/http';
import * as logout from '#texts/en/logout';
import * as mailbox from '#texts/en/mailbox';
import * as mails from '#texts/en/mails';
import * as notes from '#texts/en/notes';
import * as overview from '#texts/en/overview';
import * as passkeys from '#texts/en/passkeys';
import * as password from '#texts/en/password';
import * as product from '#texts/en/product';
import * as profile from '#texts/en/profile';
import * as programs from '#texts/en/programs';
import * as providers from '#texts/en/providers';
import * as recovery from '#texts/en/recovery';
import * as recoveryCodes from '#texts/en/recovery-codes';
import * as refusals from '#texts/en/refusals';
import * as reset from '#texts/en/reset';
import * as scopes from '#texts/en/scopes';
import * as security from '#texts/en/security';
import * as sessions from '#texts/en/sessions';
import * as sharing from '#texts/en/sharing';
import * as signIn from '#texts/en/sign-in';
import * as signUp from '#texts/en/sign-up';
import * as strength from '#texts/en/strength';
import * as things from '#texts/en/things';
import * as wish from '#texts/en/wish';

/** English, from which every other language is translated: each file says what one feature says. */
export const en = {
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
