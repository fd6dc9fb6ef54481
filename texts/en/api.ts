/** What each refusal of the API is, the same each time. */
export const apiTitles = {
  malformed_request: 'The request could not be read',
  two_credentials: 'Two credentials at once',
  unreadable_body: 'The body is no JSON',
  bad_condition: 'The condition cannot be used',
  no_credentials: 'Nobody is signed in',
  malformed_credentials: 'The Authorization header could not be read',
  invalid_token: 'The access token is not valid',
  insufficient_scope: 'The access token does not reach this far',
  second_factor_needed: 'The account needs a second factor first',
  other_site: 'This did not come from our own page',
  not_found: 'There is no such thing',
  no_such_method: 'There is no such method here',
  too_slow: 'This took too long',
  too_many_people: 'This is shared with as many people as it can be',
  another_account: 'This was typed in another account',
  nothing_offered: 'Nothing is offered',
  changed_meanwhile: 'It was changed meanwhile',
  too_large: 'This is too much at once',
  not_json: 'The body has to be JSON',
  other_host: 'This is not the address of this site',
  invalid_fields: 'Some fields are not right',
  storage_full: 'There is no room for this',
  condition_missing: 'Say which revision you change',
  too_many_requests: 'Too many requests',
  headers_too_large: 'The headers are too large',
  failed: 'Something went wrong on our side',
  unavailable: 'We cannot do this right now',
} as const;

/** What it is this time, and what to do. */
export const apiDetails = {
  malformed_request: 'Something in its path, headers or body is broken. Nothing was changed.',
  two_credentials:
    'The request brings both an Authorization header and a cookie of this site. Send one of them: browsers send the cookie, other clients a bearer token.',
  unreadable_body: 'Send one JSON value in UTF-8. Nothing was changed.',
  bad_condition: 'Name exactly one revision in If-Match, as the ETag of an answer says it.',
  no_credentials:
    'Send a bearer token, or from a page of this site the cookie of a session that has not ended.',
  malformed_credentials: 'It has to be the word Bearer, one space and one access token.',
  invalid_token:
    'It is not one of ours, has expired, or its grant has ended. Refresh it, or sign in again.',
  insufficient_scope: 'It was not given the scope that this asks for.',
  second_factor_needed:
    'This site wants a second factor of this account, and it has none. Its owner has to set one up on the page “Sign-in & security” first.',
  other_site:
    'With a cookie, only a page of this site may ask. Other clients send a bearer token and no cookie, and a page of another site cannot use this API.',
  not_found: 'It does not exist, or it is not yours to see.',
  no_such_method: 'The Allow header names those there are.',
  too_slow: 'The request did not arrive in time. Nothing was changed.',
  too_many_people: 'Remove somebody first.',
  another_account:
    'Made-For names another account than the one that is signed in now. Nothing was changed.',
  nothing_offered: 'There is no such offer, or not any more.',
  changed_meanwhile:
    'If-Match names an older revision than there is now. Nothing was written: read it again, and build on what it says now.',
  too_large: 'The body is larger than anything asked for here.',
  not_json: 'Send it as application/json in UTF-8, neither compressed nor encoded otherwise.',
  other_host: 'The server does not answer under the name you used.',
  invalid_fields: 'See `errors`. Nothing was changed.',
  storage_full:
    'What the account that owns it has written would take up more than an account here may (STORAGE_QUOTA_MB). Make it shorter, or delete something. Nothing was changed.',
  condition_missing:
    'Send the ETag of what you read as If-Match, so that nobody else’s words are lost.',
  too_many_requests: 'Wait as long as Retry-After says (seconds).',
  headers_too_large: 'Send fewer or smaller ones.',
  failed:
    'It has been written to the log. What was sent may have been saved: look before you send it again.',
  unavailable:
    'Try again in as many seconds as Retry-After says. What was sent may have been saved: look first.',
} as const;

/** What is wrong with a field of a request, besides what its schema answers. */
export const apiFields = {
  object: 'Send one JSON object.',
  unknown: 'There is no such field.',
  once: 'Give it once.',
} as const;
