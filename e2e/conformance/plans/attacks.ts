import { type Plan, passElsewhere, type Row } from '../row.ts';

/** An attack, or a fault that somebody has hit, and the test that would see it. */
const seen = (name: string, section: string, asks: string, file: string, test: string): Row =>
  passElsewhere(name, section, asks, { file, test });

const TOKENS: Row[] = [
  seen('headers of tokens', 'ASVS 9.1.1', 'No other algorithm, no key that a token brings along, no made-up kid, no broken form opens anything, and no address in it is asked', 'lib/oauth/access-token.test.ts', 'a header that names no algorithm of ours, or keys of its own, opens nothing'),
  seen('claims of tokens', 'ASVS 9.2.1', 'Missing, of another kind, or not for now: refused, also under our own key', 'lib/oauth/access-token.test.ts', 'claims that are missing, of another kind, or not for now open nothing'),
  seen('one kind for another', 'ASVS 9.2.2', 'No refresh token, id_token, seal or secret passes for an access token', 'lib/oauth/access-token.test.ts', 'no other kind of token or secret passes for an access token'),
  seen('a used refresh token', 'ASVS 10.4.5', 'It ends the whole line and its person is told; other lines go on', 'lib/oauth/rotation.test.ts', 'a used token that is shown again ends the whole line, and its person is told'),
  seen('lifetimes', 'ASVS 10.4.8', 'Fourteen days unused, ninety at most; ended means ended', 'lib/oauth/rotation.test.ts', 'a line lasts fourteen days without use and ninety at most'),
  seen('a cookie beside a token', 'ASVS 3.5.2', 'Two at once are refused, a broken header never falls back to the cookie', 'e2e/attacks/api-credentials.test.ts', 'a header that is no good never falls back to the cookie, nor switches the origin rule off'),
  seen('broken headers', 'RFC 6750 3.1', '401 with what to send, never a failure', 'e2e/attacks/api-credentials.test.ts', 'a malformed Authorization header is 401 with what to send, whatever is asked'),
  seen('redirect tricks', 'ASVS 10.4.1', 'Prefix, suffix, user, port, case, schemes: nobody is led anywhere', 'lib/oauth/code.test.ts', 'only the port of a loopback address may vary; every other difference is refused on a page here'),
  seen('a code twice', 'RFC 6749 4.1.2', 'What it gave is taken back, also when fifty come at once', 'lib/oauth/code.test.ts', 'when fifty redeem a code at the same time nobody keeps anything'),
  seen('a device of somebody else', 'RFC 8628 5', 'Only the session that typed the code answers, once; guesses are few', 'lib/oauth/device.test.ts', 'only the session that typed the code can answer'),
  seen('tokens that leak', 'ASVS 16.2.5', 'None is in a log, a mail, a row or an entry', 'e2e/attacks/oauth-asking.test.ts', 'tokens and codes are in no log, no mail, no row and no entry'),
  seen('a token at another audience', 'RFC 9068 4', 'Refused at our API, at an API in Python, and at an MCP server', 'e2e/clients/mcp.test.ts', 'is let in by a person in a browser, and out'),
  seen('what no library sends', 'RFC 9700 2', 'NUL, signs that turn the writing, brackets, twenty thousand letters, in each field of each door: an answer, on both engines', 'lib/oauth/odd-input.test.ts', 'it is an answer and no failure of ours, on both engines'),
  seen('an API key in an address', 'RFC 6750 5.3', 'It opens nothing there, nor in a body or a cookie, and the log does not have it', 'e2e/attacks/personal-tokens.test.ts', 'in an address, a body, a cookie or another scheme it opens nothing, and the log does not have it'),
]; // biome-ignore format: a table

const PEOPLE: Row[] = [
  seen('signed out by force', 'RP-Initiated Logout 6', 'Not by the hint of another, a form of another site, a prefetch or a HEAD', 'e2e/attacks/logout.test.ts', 'nobody is signed out by force'),
  seen('led on after signing out', 'RP-Initiated Logout 3', 'To an address of that site, letter by letter, or nowhere', 'lib/oauth/logout/request.test.ts', 'it is not right, and leads nowhere: %s'),
  seen('forged hints', 'RP-Initiated Logout 4', 'Twenty kinds of token that are no id_token of ours say nothing', 'lib/oauth/logout/hint.test.ts', 'it is no hint: %s'),
  seen('forged logout tokens', 'Back-Channel Logout 2.6', 'Thirty kinds end no session of the apps on our pages', 'e2e/clients/existing-app.test.ts', 'ends a session at Gatehouse’s word, and at nobody else’s'),
  seen('a logout token as another token', 'Back-Channel Logout 4', 'Nothing of ours takes it', 'lib/oauth/logout/deliver.test.ts', 'nothing of ours takes a logout token for another token'),
  seen('a mix-up', 'RFC 9207', 'Each answer names us, and a client sees another name', 'e2e/conformance/plans/rfc9207.ts', 'a mix-up is seen'),
  seen('a page in a frame', 'RFC 9700 4.16', 'No page of ours may be framed', 'e2e/conformance/plans/rfc9700.ts', 'a page of ours in a frame'),
  seen('another person at the same browser', 'RFC 9700 4.7', 'Who was asked answers, and nobody else', 'e2e/attacks/oauth-asking.test.ts', 'the person who was asked answers, and not the next one who signs in to the same browser'),
]; // biome-ignore format: a table

const PROGRAMS: Row[] = [
  seen('a program that was disabled', 'RFC 9700 2.5', 'It asks for nothing, holds nothing, and its requests that wait end', 'lib/oauth/sites.test.ts', 'a site that is disabled asks for nothing, holds nothing, and comes back with its secret'),
  seen('a redirect address taken away in the middle', 'RFC 9700 4.1.3', 'No code goes there', 'e2e/conformance/plans/rfc9700.ts', 'a redirect address that was taken away meanwhile'),
  seen('secrets with special signs', 'RFC 6749 2.3.1', 'In the header, form-encoded, and in the body: let in where right, 401 else', 'e2e/conformance/plans/rfc9700.ts', 'a secret with any sign'),
  seen('clocks a minute apart', 'Core 3.1.3.7', 'A site takes a new id_token', 'e2e/conformance/plans/rfc9700.ts', 'a clock that is a minute off'),
  seen('a document that lies', 'client-id-metadata-document 6', 'About who it is, where it goes, or what it may: nobody is let in', 'lib/oauth/documents/documents.test.ts', 'a document that %s lets nobody in, and nothing is entered'),
  seen('an address inside, as a document', 'client-id-metadata-document 6.5', 'Private, IPv6, written for IPv4, decimal, octal: not asked', 'lib/providers/public-address.test.ts', 'is fetched on a development machine'),
  seen('a name that leads inside', 'RFC 9700 4', 'The address that was judged is the one that is connected to (DNS rebinding)', 'lib/providers/rebinding.test.ts', 'what a name leads to is judged once, and that is connected to'),
  seen('a document without an end', 'client-id-metadata-document 6.6', 'Slow, dripping or endless: given up in two and a half seconds or half a megabyte', 'lib/oauth/documents/documents.test.ts', 'one that %s is given up'),
]; // biome-ignore format: a table

/** Faults of this server that its clients found. */
const FAULTS: Row[] = [
  seen('fails by default settings', 'Core 3.1', 'Each software of our pages signs in by what its page says', 'e2e/clients/sites.test.ts', 'by what its page says, and is asked once'),
  seen('signing out leaves sites signed in', 'Back-Channel Logout 2.5', 'Every way of ending tells the sites', 'lib/oauth/logout/notices.test.ts', 'a notice says whose session it was, and where the site is told'),
  seen('asked each time', 'Core 3.1.2.1', 'Once for the same, and prompt=none answers', 'lib/oauth/unasked.test.ts', 'a person is asked once for the same, and a silent request says why it fails'),
  seen('a request by POST', 'Core 3.1.2.1', 'It is the same request as an address', 'e2e/attacks/oauth-asking.test.ts', 'a site sends its people by a form: the answer is the same request as an address'),
  seen('one answer in two shapes', 'Core 5.3', 'userinfo answers a token of the API where openid was allowed', 'lib/oauth/sites.test.ts', 'userinfo takes a token of the API whose program was let in for openid, and no other'),
  seen('agents shut out', 'RFC 9728 5', 'The MCP SDK comes in: registered, or by a document', 'e2e/clients/mcp.test.ts', 'an agent says by its document who it is'),
  seen('refused at the last step', 'RFC 6749 2.1', 'A page without a server is refused when it is registered, and reads why', 'e2e/clients/page-without-server.test.ts', 'oidc-client-ts is refused when it is registered'),
  seen('a client that cannot be changed', 'RFC 6749 2', 'Settings, secrets and being shut out, each undone again', 'lib/operator/clients.test.ts', 'a site is registered for a software, shown, changed, shut out and let in again'),
  seen('metadata that says less', 'RFC 8414 2', 'Discovery says what is so', 'lib/oauth/sites.test.ts', 'discovery says what is so'),
  seen('a stranger at introspection', 'RFC 7662 2.3', '401 invalid_client', 'lib/oauth/sites.test.ts', 'a stranger who asks about a token is told to say who they are'),
]; // biome-ignore format: a table

export const attacks: Plan = {
  title: 'Bad input and attacks, and the test that sees each',
  at: 'https://www.rfc-editor.org/rfc/rfc9700#section-4',
  rows: [...TOKENS, ...PEOPLE, ...PROGRAMS, ...FAULTS],
};
