import * as account from '#texts/de/account';
import * as activity from '#texts/de/activity';
import * as admin from '#texts/de/admin';
import * as adminMails from '#texts/de/admin-mails';
import * as api from '#texts/de/api';
import * as apps from '#texts/de/apps';
import * as audit from '#texts/de/audit';
import * as auditDetails from '#texts/de/audit-details';
import * as auditLog from '#texts/de/audit-log';
import * as auditRefused from '#texts/de/audit-refused';
import * as authenticator from '#texts/de/authenticator';
import * as codes from '#texts/de/codes';
import * as common from '#texts/de/common';
import * as confirm from '#texts/de/confirm';
import * as consent from '#texts/de/consent';
import * as credentials from '#texts/de/credentials';
import * as dashboard from '#texts/de/dashboard';
import * as data from '#texts/de/data';
import * as device from '#texts/de/device';
import * as email from '#texts/de/email';
import * as errors from '#texts/de/errors';
import * as factors from '#texts/de/factors';
import * as files from '#texts/de/files';
import * as forms from '#texts/de/forms';
import * as http from '#texts/de/http';
import * as logout from '#texts/de/logout';
import * as mailbox from '#texts/de/mailbox';
import * as mails from '#texts/de/mails';
import * as notes from '#texts/de/notes';
import * as overview from '#texts/de/overview';
import * as passkeys from '#texts/de/passkeys';
import * as password from '#texts/de/password';
import * as product from '#texts/de/product';
import * as profile from '#texts/de/profile';
import * as programs from '#texts/de/programs';
import * as providers from '#texts/de/providers';
import * as recovery from '#texts/de/recovery';
import * as recoveryCodes from '#texts/de/recovery-codes';
import * as refusals from '#texts/de/refusals';
import * as reset from '#texts/de/reset';
import * as scopes from '#texts/de/scopes';
import * as security from '#texts/de/security';
import * as sessions from '#texts/de/sessions';
import * as sharing from '#texts/de/sharing';
import * as signIn from '#texts/de/sign-in';
import * as signUp from '#texts/de/sign-up';
import * as strength from '#texts/de/strength';
import * as things from '#texts/de/things';
import * as wish from '#texts/de/wish';

/** German, addressing people with „Sie“: the same features and keys as in English. */
export const de = {
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
