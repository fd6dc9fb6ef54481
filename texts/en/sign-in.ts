export const signIn = {
  ended: 'Your session has ended. Sign in again to go on where you were.',
  newHere: 'New here?',
  createAccount: 'Create an account',
  byPassword: 'Sign in with your password',
  beginAgain: 'Begin again',
  otherWays: 'Sign in another way',
  useAnother: 'Use another address',
} as const;

export const signInForm = {
  title: 'Sign in',
  submit: 'Sign in',
  submitting: 'Signing in…',
  password: 'Password',
  remember: 'Keep me signed in',
  forgot: 'Forgot password?',
  mailCode: 'Email me a code',
} as const;

export const signInCodeForm = {
  title: 'Sign in with a code',
  submit: 'Email me a code',
  submitting: 'Sending…',
  intro: 'We mail you a code. With it you sign in, here in this browser.',
  remember: 'Keep me signed in',
} as const;

export const signInVerifyForm = {
  title: 'Type the code',
  submit: 'Sign in',
  submitting: 'Signing in…',
  used: 'The code was used, and somebody signed in with it.',
} as const;

export const factorForm = {
  title: 'One more step',
  submit: 'Sign in',
  submitting: 'Signing in…',
  asks: 'Your account {username} asks for this too.',
  trust: 'Don’t ask on this browser for 30 days',
} as const;
