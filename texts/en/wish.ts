/** What a program asks to be let in for. */
export const wish = {
  title: 'It will be able to',
  servedBy: 'It uses this at {address}, which is not part of this site.',
  byItself: 'It does this by itself, also while you are not there, and does not ask again.',
  lastsMinutes: 'This lasts for {minutes} minutes. The next time it asks, you are asked again.',
  remembered: 'You are asked this once. You can take it back at any time under Devices.',
  lastsDays: 'It stays signed in for up to {most} days, and for {idle} days without use.',
  allow: 'Allow',
  deny: 'Deny',
} as const;
