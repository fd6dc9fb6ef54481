/** Why a mail server could not be used, and the next thing to do about it. */
export type MailFault = { says: string; fix: string };

type SmtpError = Error & {
  code?: string;
  originalCode?: string;
  responseCode?: number;
  command?: string;
};

const OWN_AUTHORITY: MailFault = {
  says: 'its certificate is from nobody this machine trusts',
  fix: 'If it is from a certificate authority of your own, or signed by itself, put that certificate into a file and set NODE_EXTRA_CA_CERTS=/path/to/it.pem in the environment of the server, then start it again. The certificate is always checked.',
};

const WRONG_NAME: MailFault = {
  says: 'its certificate is for another host name',
  fix: 'Write into SMTP_URL the host name that the certificate is for.',
};

const WRONG_TIME: MailFault = {
  says: 'its certificate has expired or is not valid yet',
  fix: 'Renew the certificate of the mail server, and check the clock of this machine.',
};

const NO_STARTTLS: MailFault = {
  says: 'it offers no encryption (STARTTLS), and without it nothing is sent',
  fix: 'Switch TLS on at the mail server, or use its TLS port (SMTP_URL=smtps://…, 465). Only on a network you trust, add ?tls=off to SMTP_URL: login and codes then go in clear.',
};

const OTHER_TLS: MailFault = {
  says: 'it speaks no TLS at this port, or none newer than 1.1',
  fix: 'Use smtps:// for a port that speaks TLS from the first byte (465) and smtp:// for one with STARTTLS (587, 25). TLS 1.2 is the least.',
};

const WRONG_LOGIN: MailFault = {
  says: 'it does not take the login',
  fix: 'Check user and password in SMTP_URL. Characters such as @ : / % are written encoded there: @ is %40.',
};

const REFUSED: MailFault = {
  says: 'nothing answers at this port',
  fix: 'Check host and port in SMTP_URL, and whether the mail server runs.',
};

const NO_ANSWER: MailFault = {
  says: 'it does not answer in time',
  fix: 'Check host and port in SMTP_URL and whether a firewall is between; a port that speaks TLS from the first byte (465) needs smtps://.',
};

const NO_SUCH_HOST: MailFault = {
  says: 'there is no such host name',
  fix: 'Check the host in SMTP_URL, and the name service of this machine.',
};

const BY_CODE: Record<string, MailFault> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: OWN_AUTHORITY,
  SELF_SIGNED_CERT_IN_CHAIN: OWN_AUTHORITY,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: OWN_AUTHORITY,
  UNABLE_TO_GET_ISSUER_CERT: OWN_AUTHORITY,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: OWN_AUTHORITY,
  CERT_UNTRUSTED: OWN_AUTHORITY,
  ERR_TLS_CERT_ALTNAME_INVALID: WRONG_NAME,
  CERT_HAS_EXPIRED: WRONG_TIME,
  CERT_NOT_YET_VALID: WRONG_TIME,
  ETLS: NO_STARTTLS,
  EAUTH: WRONG_LOGIN,
  ENOAUTH: WRONG_LOGIN,
  ECONNREFUSED: REFUSED,
  ETIMEDOUT: NO_ANSWER,
  ETIMEOUT: NO_ANSWER,
  ENOTFOUND: NO_SUCH_HOST,
  EDNS: NO_SUCH_HOST,
};

/** Sorts what nodemailer throws. Says nothing that came from the mail server, and no login. */
export function mailFaultOf(error: unknown): MailFault {
  const { code = '', originalCode = '', responseCode, command, message } = error as SmtpError;
  if (code === 'ETLS' && command !== 'STARTTLS') return OTHER_TLS;
  const known = BY_CODE[originalCode] ?? BY_CODE[code];
  if (known) return known;
  if (/wrong version number|alert protocol version|ssl/i.test(`${originalCode} ${message}`))
    return OTHER_TLS;
  return {
    says: responseCode ? `it answers ${responseCode}` : 'the connection fails',
    fix: 'Check SMTP_URL, its login, and whether this machine may reach the mail server.',
  };
}

/**
 * Whether the mail server refused this very mail for good (5xx). What it says about encryption or our own
 * login can be mended, and then the mail goes out after all.
 */
export function isRefusedForGood(error: unknown): boolean {
  const { code = '', responseCode = 0 } = error as SmtpError;
  const isMendable = responseCode === 530 || responseCode === 535 || Object.hasOwn(BY_CODE, code);
  return responseCode >= 500 && !isMendable;
}
