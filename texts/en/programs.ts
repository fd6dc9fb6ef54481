/** The list of the programs that may ask people to be let in. */
export const programs = {
  title: 'Apps',
  all: 'All apps',
  intro:
    'The apps, sites, services and machines that are registered here, also those that are disabled. The operator adds and changes them at the command line.',
  find: 'Find by a part of the id or the name',
  search: 'Search',
  found: 'What was found',
  none: 'There are no more apps.',
  noneFound: 'No id or name on this page contains this.',
  /** "Pages of apps" */
  list: 'apps',
  everything: 'Show all apps',
  app: 'App',
  kind: 'Kind',
  state: 'State',
  used: 'Last used',
  unused: 'none noted',
} as const;

export const programKinds = {
  native: 'app',
  web: 'site',
  service: 'service',
  machine: 'machine',
} as const;

export const programState = { open: 'May ask', disabled: 'Disabled' } as const;

/** What is known of one of them. */
export const programFacts = {
  title: 'App',
  id: 'Id',
  kind: 'Kind',
  state: 'State',
  disabled: 'Disabled since',
  added: 'Added',
  byDocument: '{time}, automatically: its name and its addresses come from a document at {host}',
  used: 'Last used',
  unused: 'No use has been noted. A service that only verifies signatures is never noted.',
  redirects: 'Answers go to',
  logout: 'After signing out, people may be sent to',
  told: 'Back-channel logout address',
  audience: 'Its tokens are for',
  scope: 'May ask for',
  knows: 'Knows the scopes',
  consent: 'People are asked',
  secret: 'Its secret',
  since: 'since {time}',
  sinceUnknown: 'from before this was noted',
  before: 'the previous secret works until {time}',
  renew: 'It needs a new one: the operator gives it by “clients secret”.',
} as const;

export const programConsent = {
  once: 'once for the same',
  always: 'each time',
  never: 'never, it is the operator’s own',
} as const;

export const programPeople = {
  title: 'Let in by',
  none: 'Nobody has let it in.',
  count: '{count, plural, one {# person} other {# people}}',
  more: 'More than {count, number} people',
  /** "Pages of people" */
  list: 'people',
} as const;

export const disableProgramForm = {
  title: 'Disable the app',
  intro:
    'All its sessions and refresh tokens here end at once, and it can ask for nothing. A site that is not told of ended sessions keeps its own; a service that does not ask here takes an access token for up to ten minutes. Its settings and its secret stay.',
  sure: 'Shut this app out',
  submit: 'Disable',
  submitting: 'Disabling…',
} as const;

export const enableProgram = {
  title: 'Enable the app again',
  text: 'It may ask again, with the settings and the secret that it had. People who let it in before have to do so again.',
  submit: 'Enable',
} as const;

export const programAnswers = {
  notSure: 'Tick the box, so that it is not done by mistake.',
} as const;
