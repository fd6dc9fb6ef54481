/** Other sites that say who somebody is. */
export const providers = {
  list: 'Sign in with an account you have',
  or: 'or with an account you have',
  goOn: 'Continue with {provider}',
  going: 'On the way…',
} as const;

export const providerLeaving = {
  title: 'On the way',
  next: 'If nothing happens, {link}.',
  link: 'go on to {place}',
} as const;

export const providerOver = {
  title: 'This has ended',
  why: 'It took too long, it is done already, or it was begun in another browser.',
  again: 'Begin again',
} as const;

/** What is still missing after a provider has said who somebody is. */
export const providerFinish = {
  title: 'One more step',
  who: 'You come from {provider} as {label}. We do not know that account yet.',
  haveTitle: 'You have an account here',
  haveSays:
    'Sign in to it as you do otherwise. Then {provider} is connected, and signs you in from now on.',
  haveWay: 'Sign in and connect',
} as const;

/** Somebody of a company that has its people sign in by one provider alone. */
export const company = {
  title: 'Sign in with your company',
  who: 'People with an address at {domain} sign in with {provider}.',
  may: 'People with an address at {domain} can sign in with their company.',
  goOn: 'Continue with {domain}',
  mayBy: 'People with an address at {domain} can sign in with {provider}.',
  away: 'People with an address at {domain} sign in with their company’s provider, which is not set up here now. Ask the people who run this site.',
  otherAddress: 'Sign in with another address',
  otherWay: 'Sign in another way',
} as const;

export const providerFinishForm = {
  title: 'You are new here',
  intro: 'We mail a code to your address. With it your account is made.',
  name: 'Name',
  submit: 'Create account',
  submitting: 'Sending…',
} as const;

export const connections = {
  title: 'Connected accounts',
  intro: 'Accounts elsewhere that sign you in here. We keep no password and no token of theirs.',
  list: 'Your connected accounts',
  none: 'You have connected none yet.',
  used: 'connected {added}, last used {used} from {address}, {browser}',
  unused: 'connected {added}, never used to sign in',
  gone: 'off',
  disconnect: 'Disconnect',
  add: 'Connect an account',
  connect: 'Connect {provider}',
  all: 'All connected accounts',
  called: '{provider}: {label}',
} as const;

export const connectForm = {
  title: 'Connect this account?',
  asks: 'From now on {label} of {provider} signs in to your account {email}.',
  submit: 'Connect',
  submitting: 'Connecting…',
  not: 'Leave it',
} as const;

export const disconnectForm = {
  title: 'Disconnect this account',
  intro: 'From then on it does not sign you in.',
  submit: 'Disconnect',
  submitting: 'Disconnecting…',
} as const;

export const connectionAnswers = {
  over: 'That took too long, or it is done already. Begin again.',
  known: 'That account is connected with an account here already.',
  tooMany: 'You have 25 connected accounts. Disconnect one first.',
  lastWay: 'This is your only way to sign in. Add a passkey or set a password first.',
} as const;
