export const activity = {
  account: 'Your account',
  things: 'Your {things}',
  title: 'What happened to your account',
  part: 'Activity',
  intro: 'Sign-ins, failures and changes, newest first. Each is kept for {days} days.',
  events: 'Events',
  /** "Pages of events" */
  list: 'events',
  notMe: 'This wasn’t me',
  /** What is shown: "Kind: Everything". */
  kind: 'Kind',
  everything: 'Everything',
  device: 'Device',
  allDevices: 'All devices',
  thisOne: '{name}, which you are using',
  endedDevice: 'A device that is signed out',
  alike:
    'A device is known by what its browser calls itself: those that call themselves the same are shown together.',
  none: 'Nothing that fits has happened in the last {days} days.',
  noneYet: 'Nothing that fits is among the newest events. There may be older ones.',
  noKind: 'There is no such kind of event. Events of all kinds are shown.',
  noDevice: 'There is no such device. What was done on all devices is shown.',
} as const;

/** What somebody may look at alone. What is done with things of the product is `activity.things`. */
export const activityKinds = {
  signIns: 'Signing in',
  refused: 'Refused',
  account: 'Account',
  apps: 'Apps',
} as const;

export const activityExport = {
  title: 'Take it with you',
  intro: 'A file of everything that is chosen above, not only of this page.',
  csv: 'Download as CSV',
  json: 'Download as JSON',
  making: 'Making the file…',
} as const;

/** Who did it, where it was not the owner. */
export const activityBy = {
  support: 'by support',
  administrator: 'by an administrator',
  operator: 'by the operator',
} as const;
