/** The mails that tell of a change of what somebody signs in with. */
export const credentialMails = {
  password_added: 'A password was added to your account at {site}',
  password_renamed: 'The password of your account at {site} was renamed',
  password_removed: 'The password was removed from your account at {site}',
  passkey_added: 'A passkey was added to your account at {site}',
  passkey_renamed: 'A passkey of your account at {site} was renamed',
  passkey_removed: 'A passkey was removed from your account at {site}',
  totp_added: 'An authenticator app was added to your account at {site}',
  totp_renamed: 'The authenticator app of your account at {site} was renamed',
  totp_removed: 'The authenticator app was removed from your account at {site}',
  recovery_codes_added: 'New recovery codes were made for your account at {site}',
  recovery_codes_renamed: 'The recovery codes of your account at {site} were renamed',
  recovery_codes_removed: 'The recovery codes of your account at {site} were removed',
  connection_added: 'An account elsewhere now signs in to your account at {site}',
  connection_renamed: 'A connected account of your account at {site} was renamed',
  connection_removed: 'A connected account was removed from your account at {site}',
  otherwise:
    'If this was not you: sign in at {url}, open “Activity” and choose “This wasn’t me” beside it. That ends the session it was done in and takes the change back.',
} as const;
