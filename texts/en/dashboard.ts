export const dashboard = {
  title: 'Hello, {name}',
  needsFactor:
    'Your account needs a second factor on this site. {way} before {time}: after that nothing else opens until you have one.',
  setUpFactor: 'Set one up',
  thisSession: 'This session',
  signedInAs: 'Signed in as',
  since: 'Since',
  endsIdle: 'Signs out if unused',
  ends: 'Signs out at the latest',
  endsAt: '{ago}, {time}',
  activity: 'Recent activity',
  allActivity: 'See everything that happened',
  others: 'Your other sessions',
  noOthers: 'You are signed in only here.',
  seen: 'last seen {seen} from {address}',
  allSessions: 'See and end your sessions',
  more: '({count} more)',
} as const;

/** What was looked at of an account, and what its owner can do about it. */
export const checklist = {
  title: 'Security',
  done: '{done} of {count} in order',
  inOrder: 'In order',
  open: 'Look at this',
  times: '{count, plural, =1 {once} other {# times}}',
  noWrongPassword: 'No wrong password was tried in the last {days} days.',
  noWrongPasswordSince: 'No wrong password was tried since you changed it on {time}.',
  wrongPassword:
    'A wrong password was tried {times} in the last {days} days. If it was not you, somebody knows your address.',
  wrongPasswordSince:
    'A wrong password was tried {times} since you changed it on {time}. If it was not you, somebody knows your address.',
  seeWhat: 'See what happened',
  changePassword: 'Change your password',
  nothingNew: 'No new browser or app was let in within the last {days} days and is still in.',
  new: 'New in the last {days} days: {names}. If one is not yours, sign it out.',
  andMore: '{names} and {count} more',
  seeWhere: 'See where you are signed in',
  noTokenReuse: 'No used token of an app was shown again in the last {days} days.',
  tokenReuse:
    'A used token of an app was shown again {times} in the last {days} days; the app was signed out. Somebody may have copied it.',
  seeActivity: 'See your activity',
} as const;
