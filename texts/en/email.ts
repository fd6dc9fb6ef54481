export const changeEmailForm = {
  title: 'Change your email',
  submit: 'Send me a code',
  submitting: 'Sending…',
  intro:
    'Your account has the address {email}. We mail a code to the new one, and a notice to the old.',
  email: 'New email',
} as const;

export const verifyEmailForm = {
  title: 'Check your new mailbox',
  submit: 'Verify',
  submitting: 'Verifying…',
  used: 'The code was used, so your account got this address.',
} as const;
