export const signUp = {
  haveAccount: 'Have an account?',
  useAnother: 'Use another address',
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
