export const signUp = {
  haveAccount: 'Have an account?',
  useAnother: 'Use another address',
  byPasskey:
    'You prove your address with a code, and add a passkey then. A mailed code stays your second way in.',
  byCode: 'You prove your address with a code, now and whenever you sign in.',
  withPasskey: 'Use a passkey and no password',
  withPassword: 'Use a password',
} as const;

export const signUpForm = {
  title: 'Create account',
  submit: 'Create account',
  submitting: 'Creating your account…',
  name: 'Name',
  emailHint: 'We mail a code to it, to be sure it is yours.',
  password: 'Password',
} as const;

export const verifyForm = {
  title: 'Check your email',
  submit: 'Verify',
  submitting: 'Verifying…',
  used: 'The code was used, so the account is there: sign in to go on.',
} as const;
