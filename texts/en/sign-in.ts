export const signIn = {
  ended: 'Your session has ended. Sign in again to go on where you were.',
  newHere: 'New here?',
  createAccount: 'Create an account',
  byPassword: 'Sign in with your password',
  beginAgain: 'Begin again',
} as const;

export const signInForm = {
  title: 'Sign in',
  submit: 'Sign in',
  submitting: 'Signing in…',
  password: 'Password',
  remember: 'Keep me signed in',
  forgot: 'Forgot password?',
} as const;

export const factorForm = {
  title: 'One more step',
  submit: 'Sign in',
  submitting: 'Signing in…',
  asks: 'Your account {username} asks for this too.',
} as const;
