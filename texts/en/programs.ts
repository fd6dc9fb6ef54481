/** The list of the programs that may ask people to be let in. */
export const programs = {
  title: 'Apps',
  all: 'All apps',
  intro:
    'The programs, sites and services that may ask. The operator adds and changes them at the command line.',
  find: 'Find by a part of the id or the name',
  search: 'Search',
  found: 'What was found',
  none: 'There are no more apps.',
  noneFound: 'No id and no name has this in it.',
  /** "Pages of apps" */
  list: 'apps',
  everything: 'Show all apps',
  app: 'App',
  kind: 'Kind',
  state: 'State',
  used: 'Last used',
  unused: 'not yet',
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
  byDocument: '{time}, by itself: its document at {host} says who it is',
  used: 'Last used',
  unused: 'Not yet. A service that only looks at signatures is never seen.',
  redirects: 'Answers go to',
  logout: 'People may be led to, signed out',
  told: 'Is told of ended sessions at',
  audience: 'Its tokens are for',
  scope: 'May ask for',
  knows: 'Knows the scopes',
  consent: 'People are asked',
  secret: 'Its secret',
  since: 'since {time}',
  sinceUnknown: 'from before this was noted',
  before: 'the one before it opens until {time}',
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
    'It is shut out at once and everywhere: everybody is signed out of it, its tokens are worth nothing, and it can ask for nothing. Its settings and its secret stay.',
  sure: 'Shut this app out',
  submit: 'Disable',
  submitting: 'Disabling…',
} as const;

export const enableProgram = {
  title: 'Enable the app again',
  text: 'It may ask from then on, with the settings and the secret it had. Whoever let it in before has to do so anew.',
  submit: 'Enable',
} as const;

export const programAnswers = {
  notSure: 'Tick the box, so that it is not done by mistake.',
} as const;
