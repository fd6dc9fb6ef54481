export const activity = {
  account: 'Your account',
  things: 'Your {things}',
  title: 'What happened to your account',
  part: 'Activity',
  intro:
    'Sign-ins, failures and changes, newest first; what you did with {things} stands below. Each is kept for {days} days.',
  events: 'Events',
  /** "Pages of events" */
  list: 'events',
  notMe: 'This wasn’t me',
} as const;

/** Who did it, where it was not the owner. */
export const activityBy = {
  support: 'by support',
  administrator: 'by an administrator',
  operator: 'by the operator',
} as const;
