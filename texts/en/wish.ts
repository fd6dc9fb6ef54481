/** What a program asks to be let in for. */
export const wish = {
  title: 'It will be able to',
  servedBy: 'It uses this at {address}, which is not part of this site.',
  byItself: 'It does this by itself, also while you are not there, and does not ask again.',
  asksAgain: 'You are asked again at the next sign-in to it.',
  remembered:
    'You are not asked for the same again, unless the site wants you to be. You can take it back at any time under Sessions.',
  lastsDays: 'It stays signed in for up to {most} days, and for {idle} days without use.',
  allow: 'Allow',
  deny: 'Deny',
} as const;
