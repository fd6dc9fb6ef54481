import { type Plan, passElsewhere } from '../row.ts';

const TEST = 'e2e/attacks/logout.test.ts';
const METADATA = 'the endpoints of both standards are in the metadata';

/** The test has the name of the module. */
const module = (name: string, asks: string, test = name) =>
  passElsewhere(name, 'RP-Initiated Logout 2, 3', asks, { file: TEST, test });

export const oidccRpInitiatedLogout: Plan = {
  title: 'OIDF plan oidcc-rp-initiated-logout-certification-test-plan',
  at: 'https://openid.net/specs/openid-connect-rpinitiated-1_0.html',
  rows: [
    module('oidcc-rp-initiated-logout-discovery-endpoint-verification', 'The endpoint is published', METADATA),
    module('oidcc-rp-initiated-logout', 'Signed out, and led back with the state; by GET and by POST', 'oidcc-rp-initiated-logout, by'),
    module('oidcc-rp-initiated-logout-bad-post-logout-redirect-uri', 'Nobody is led to an address that is not registered'),
    module('oidcc-rp-initiated-logout-modified-id-token-hint', 'A hint whose signature is wrong leads nowhere'),
    module('oidcc-rp-initiated-logout-no-id-token-hint', 'Without a hint the person is asked, and led nowhere'),
    module('oidcc-rp-initiated-logout-no-params', 'With nothing at all the person is asked'),
    module('oidcc-rp-initiated-logout-no-post-logout-redirect-uri', 'Signed out, and told so here'),
    module('oidcc-rp-initiated-logout-no-state', 'Led back without a state'),
    module('oidcc-rp-initiated-logout-only-state', 'With a state alone the person is asked, and led nowhere'),
    module('oidcc-rp-initiated-logout-query-added-to-post-logout-redirect-uri', 'An address with a query more is another address'),
    module('oidcc-rp-initiated-logout-bad-id-token-hint', 'A hint that somebody else signed leads nowhere'),
  ],
}; // biome-ignore format: a table

export const oidccBackchannelLogout: Plan = {
  title: 'OIDF plan oidcc-backchannel-rp-initiated-logout-certification-test-plan',
  at: 'https://openid.net/specs/openid-connect-backchannel-1_0.html',
  rows: [
    passElsewhere('oidcc-backchannel-logout-discovery-endpoint-verification', 'Back-Channel Logout 2.1', 'Support is published, with sessions', { file: TEST, test: METADATA }),
    passElsewhere('oidcc-backchannel-rp-initiated-logout', 'Back-Channel Logout 2.4, 2.5', 'The site is told by a signed token with sub, sid and events, and no nonce', { file: TEST, test: 'oidcc-backchannel-rp-initiated-logout' }),
  ],
}; // biome-ignore format: a table
