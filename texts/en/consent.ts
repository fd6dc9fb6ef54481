export const consent = {
  title: 'Allow {name} to use your account?',
  asks: 'You are signed in as {email}. {name} asks to use this account; the answer goes to {place}.',
  published:
    'The operator of this site has not added this program. Its name comes from {host}: judge it by that address, not by the name.',
  end: 'You can end this at any time under “Apps and access tokens”.',
} as const;

export const consentAnswered = {
  title: 'Your answer is on its way',
  next: 'If nothing happens, {link}.',
  link: 'go on to {place}',
} as const;

export const consentOther = {
  title: 'This request is for another account',
  why: '{name} asks for another account than {email}.',
  what: '“Use another account” signs you out here. Sign in with the account that it asks for; then you come back to this request.',
  submit: 'Use another account',
} as const;

export const consentOver = {
  title: 'This request is over',
  why: 'It was answered, it took too long, or it was begun in another browser.',
  again: 'Go back to the program and begin again. Nothing was given away here.',
} as const;

export const oauthProblem = {
  title: 'This app’s request can’t be completed',
  again: 'Nothing was given away. Go back to the program and begin again.',
} as const;

/** What was wrong, by its code of OAuth. */
export const oauthProblems = {
  invalid_client: 'The program that sent you here is not known to this site.',
  invalid_redirect_uri: 'The program wants the answer sent to an address that is not its own.',
  access_denied: 'The program was turned away. It can do nothing in your name.',
  other: 'What the program asked for is broken, or took too long.',
} as const;
