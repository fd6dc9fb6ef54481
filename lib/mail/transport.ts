import { readSmtpUrl } from '#lib/env/smtp-url';

/**
 * The options for nodemailer, for every caller that talks to the mail server. Login and mail go over TLS 1.2 or newer
 * to a server whose certificate is right for its name, or not at all (RFC 8314, OWASP ASVS 12.3.1 and 12.3.2);
 * exceptions are this machine and `?tls=off`. Nothing else of SMTP_URL reaches nodemailer, and
 * NODE_TLS_REJECT_UNAUTHORIZED changes nothing.
 */
export function transportOptions(smtpUrl: string, patienceMs: number) {
  const { host, port, isImplicit, user, password, tls } = readSmtpUrl(smtpUrl);
  const isRequired = tls === 'required';
  return {
    host,
    port,
    secure: isImplicit,
    ...(user || password ? { auth: { user, pass: password } } : {}),
    requireTLS: isRequired,
    ignoreTLS: tls === 'off',
    tls: { minVersion: 'TLSv1.2', rejectUnauthorized: isRequired },
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    dnsTimeout: patienceMs,
    socketTimeout: patienceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  } as const;
}
