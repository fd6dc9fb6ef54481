/** A page in the place of the one that somebody asked for: what it is called, what it says, and where it leads on. */
export const refusals = {
  signedOutTitle: 'You were signed out',
  signedOutSays:
    'You were signed out. Nothing was changed this time; if you sent this before, look first whether it was done. Sign in again in another tab, then come back to this one and send it once more.',
  signedOutWay: 'Sign in again',
  elsewhereTitle: 'This was not done',
  elsewhereSays:
    'Meanwhile you were signed out or confirmed elsewhere that it is you. Nothing was changed this time. Open the page in another tab, then come back to this one and send it again.',
  elsewhereWay: 'Open the page',
  goneTitle: 'This account is deleted',
  goneSays: 'The account that this form was made for is deleted. There is nothing left to change.',
  goneWay: 'Go to the start',
  unmarkedTitle: 'This form cannot be sent',
  unmarkedSays:
    'This form does not say for which account it was made. Nothing was changed. Open its page again and send it from there.',
  anotherTitle: 'This form is for another account',
  anotherSays:
    'This page was opened with another account. You are signed in as {email} now. Nothing was changed.',
  anotherSaysWhich:
    'This page was opened as {before}. You are signed in as {email} now. Nothing was changed.',
  anotherWay: 'Open the page as {email}',
  longAgoTitle: 'Confirm that it is you',
  longAgoSays:
    'It has been a while since you proved that it is you. Confirm it in another tab, then come back to this one and send it again.',
  longAgoWay: 'Confirm it',
  needsFactorTitle: 'Set up a second factor first',
  needsFactorSays:
    'Your account needs a second factor on this site. Nothing was changed. Set one up in another tab, then come back to this one and send it again.',
  needsFactorWay: 'Set one up',
  ownDownloadTitle: 'Your other download is still under way',
  ownDownloadSays:
    'Another download of yours is still under way. Wait until it is done, or stop it, and try again in ten seconds.',
  othersDownloadTitle: 'Too many downloads are under way',
  othersDownloadSays:
    'Other people are downloading right now. Nothing was counted: try again in ten seconds.',
} as const;
