/** The plain pages of the front door, by status. */
export const http = {
  title400: 'We could not read this request',
  says400: 'Something in it is broken or not meant for this site. Nothing was changed.',
  title403: 'This did not come from our own page',
  says403:
    'The form was sent from another site, or your browser did not say where from. Nothing was changed. Open the page here and send it again.',
  title404: 'There is no such page',
  says404: 'It may have been moved, the address may be mistyped, or it is not yours to see.',
  title405: 'This page cannot be used that way',
  says405: 'Open it with a link, or send one of its forms.',
  title408: 'This took too long',
  says408: 'The request did not arrive in time. Nothing was changed.',
  title409: 'This page has been updated',
  says409:
    'The site was updated after you opened the page. Nothing was changed. Open the page again and send the form from there.',
  title413: 'This is too much at once',
  says413: 'What was sent is larger than this address takes. Nothing was changed.',
  title410: 'This is over',
  says410: 'What you asked for is no longer here. Begin it anew.',
  title414: 'This address is too long',
  says414:
    'An address here has at most 8,192 characters. Nothing was changed. Shorten what comes after the question mark.',
  title415: 'This cannot be read here',
  says415: 'What was sent is of a kind that this address does not take. Nothing was changed.',
  title421: 'This is not the address of this site',
  says421: 'The server does not answer under the name you used.',
  title429: 'This was too often',
  says429:
    'Too many requests like this one came from you or from your network. Nothing was changed.',
  title431: 'Your browser sent too much',
  says431:
    'The cookies or other headers for this site are too large. Delete its cookies and try again.',
  title500: 'Something went wrong on our side',
  says500:
    'It has been written to the log. If you sent something, look whether it was saved before you send it again.',
  title503: 'We cannot do this right now',
  says503:
    'The site is busy or its storage does not answer. Try again in a few seconds. If you sent something, look whether it was saved before you send it again.',
  home: 'Go to the start page',
  dashboard: 'Go to your dashboard',
  again: 'Try again in {time}.',
  most: 'At most {size} may be sent here.',
} as const;

/** A form that could not be shown again, on a plain page. */
export const givenBack = {
  title: 'What you typed',
  submit: 'Send it again',
  until: 'Until (in your time zone)',
  deviceCode: 'Device code',
  factor: 'Proof',
} as const;
