import { connect, type PeerCertificate, type SecureVersion } from 'node:tls';
import { type Probe, unseen, verdictOf } from '#lib/operator/asvs/probe';

const PATIENCE_MS = 5_000;
const DAY_MS = 24 * 3_600_000;
const SOON_DAYS = 14;

type Way = { version: SecureVersion; ciphers?: string };
type Met = { isAgreed: boolean; isTrusted: boolean; until: number; isStapled: boolean };

/** One handshake in one way alone; null where nothing answers at all. */
function shake(url: URL, { version, ciphers }: Way): Promise<Met | null> {
  return new Promise((done) => {
    let isStapled = false;
    const socket = connect({
      host: url.hostname,
      port: Number(url.port || 443),
      servername: url.hostname,
      minVersion: version,
      maxVersion: version,
      ...(ciphers && { ciphers }),
      requestOCSP: true,
      rejectUnauthorized: false,
      timeout: PATIENCE_MS,
    });
    const end = (met: Met | null) => {
      socket.destroy();
      done(met);
    };
    socket.once('OCSPResponse', (answer) => {
      isStapled = answer !== null && answer.length > 0;
    });
    socket.once('secureConnect', () => {
      const certificate: PeerCertificate = socket.getPeerCertificate();
      const until = Date.parse(certificate.valid_to);
      end({ isAgreed: true, isTrusted: socket.authorized, until, isStapled });
    });
    socket.once('timeout', () => end(null));
    socket.once('error', ({ code }: NodeJS.ErrnoException) =>
      end(code && AWAY.test(code) ? null : NOT_AGREED),
    );
  });
}

const AWAY = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT)$/;
const NOT_AGREED: Met = { isAgreed: false, isTrusted: false, until: 0, isStapled: false };
/** OpenSSL offers what is old only at this level. */
const OLD = ':@SECLEVEL=0';

const WEAK: [says: string, way: Way][] = [
  ['TLS 1.0', { version: 'TLSv1', ciphers: `DEFAULT${OLD}` }],
  ['TLS 1.1', { version: 'TLSv1.1', ciphers: `DEFAULT${OLD}` }],
  ['AES128-SHA (CBC)', { version: 'TLSv1.2', ciphers: `AES128-SHA${OLD}` }],
  [
    'AES128-GCM-SHA256 (no forward secrecy)',
    { version: 'TLSv1.2', ciphers: `AES128-GCM-SHA256${OLD}` },
  ],
];

export const tlsProbe: Probe = {
  about:
    'Handshakes in each version and two weak suites, the chain, the days left, a stapled answer.',
  look: async ({ url, isPublic }) => {
    if (!isPublic || url.protocol !== 'https:')
      return unseen('The site is for this machine alone.');
    const newest = await shake(url, { version: 'TLSv1.3' });
    if (newest === null) return unseen(`Nothing answers at ${url.host}.`);
    const weak = await Promise.all(
      WEAK.map(async ([says, way]) => ((await shake(url, way))?.isAgreed ? [says] : [])),
    );
    const days = Math.floor((newest.until - Date.now()) / DAY_MS);
    const faults = [
      !newest.isAgreed && 'TLS 1.3 is not spoken.',
      newest.isAgreed &&
        !newest.isTrusted &&
        'The certificate is not signed by an authority known here.',
      newest.isAgreed && days < SOON_DAYS && `The certificate is good for ${days} more days.`,
      ...weak.flat().map((says) => `${says} is agreed to.`),
    ].filter((one) => typeof one === 'string');
    const stapled = newest.isStapled
      ? 'an answer of OCSP is stapled'
      : 'no answer of OCSP is stapled';
    return verdictOf(
      faults,
      `TLS 1.3 and nothing weak is spoken; good for ${days} days; ${stapled}.`,
    );
  },
};
