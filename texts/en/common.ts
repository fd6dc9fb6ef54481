/** What the shared components of the browser say. Sent with every page: keep it small. */
export const common = {
  /** How times and numbers are written: a name that Intl knows. */
  locale: 'en-GB',
  titleDone: 'Done: {title}',
  titleNote: 'Note: {title}',
  titleError: 'Error: {title}',
  problem: 'There is a problem',
  newTab: '{what} (in a new tab)',
  email: 'Email',
  your: 'Your {label}',
  show: 'Show',
  hide: 'Hide',
  showLabel: 'Show {label}',
  hideLabel: 'Hide {label}',
  isVisible: 'Your {label} is visible',
  isHidden: 'Your {label} is hidden',
  capsLock: 'Caps Lock is on',
  least: 'At least {least} characters. A few random words work well.',
  typed: '{length} of {least} characters',
  typedEnough: '{length} characters: long enough',
  usePasskey: 'Use a passkey',
  askingDevice: 'Waiting for your device…',
  noPasskey: 'No passkey was used. Try again, or go on in another way.',
  noDevice: 'Your device could not be asked. Load the page again, then try once more.',
  needsScript: 'A passkey is asked for here, which needs JavaScript.',
  offline: 'You are offline, or the site does not answer. Nothing you typed is lost. Try again.',
  unsure:
    'You are offline, or the site does not answer. Nothing you typed is lost. We do not know whether it was saved: look before you send it again.',
  outdated:
    'The site was updated after you opened this page. Nothing was changed. Open the page again and send what you typed from there.',
  openAgain: 'Open the page again',
  /** Of the page that stands in the place of one that failed; two of them also of the plain pages. */
  failed: 'This did not work',
  failedHead: 'Something went wrong',
  failedRef: 'ref {ref}',
  failedSkip: 'Skip to the message',
  failedText:
    'The site may be busy, or it was updated after you opened the page. If you sent something, we do not know whether it was saved. Look before you send it again.',
  reload: 'Reload this page',
  gone: 'There is no such thing any more, or it is not yours to change. Nothing was changed.',
} as const;
