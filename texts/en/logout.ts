/** The page for people whom a site has sent here to sign out. */
export const logout = {
  title: 'Do you want to sign out?',
  asks: 'You are signed in here as {email}.',
  by: '{name} asks you to sign out.',
  tells: 'Sites that you signed in to from here are told to sign you out too.',
  wrong: 'The site that sent you here made an invalid request, so you will not be sent back to it.',
  stay: 'Stay signed in',
} as const;

export const loggedOut = {
  title: 'You’re signed out',
  says: 'Nobody is signed in here in this browser.',
  wrong: 'The site that sent you here made an invalid request, so you are not sent back to it.',
  next: 'If nothing happens, {link}.',
  link: 'go on to {place}',
  again: 'Sign in',
} as const;
