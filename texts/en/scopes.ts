/** What a program can be let in for, each with the sentence a person reads before saying yes. */
export const scopes = {
  openid: 'Know that it is you who signs in',
  profile: 'Read your name and time zone',
  email: 'Read your email address',
  'account:read': 'Read your account: name, address, role',
  sessions: 'See where you are signed in, and end sessions',
  other: 'Use “{scope}”',
} as const;
