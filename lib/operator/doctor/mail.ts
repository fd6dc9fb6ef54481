import { createTransport } from 'nodemailer';
import { readSmtpUrl } from '#lib/env/smtp-url';
import { mailFaultOf } from '#lib/mail/fault';
import { transportOptions } from '#lib/mail/transport';
import { bad, doubtful, type Finding, good } from '#lib/operator/doctor/finding';

const PATIENCE_MS = 5_000;

/**
 * Whether the mail server answers and takes our login, in the very way in which mail is sent. Sends nothing.
 * Never says the password.
 */
export async function checkMail(smtpUrl: string | undefined): Promise<Finding[]> {
  if (!smtpUrl)
    return [
      good('mail', 'No SMTP_URL: mail is captured; the server prints the link to it at its start.'),
    ];
  const { host } = new URL(smtpUrl);
  const transport = createTransport(transportOptions(smtpUrl, PATIENCE_MS) as object);
  try {
    await transport.verify();
  } catch (error) {
    const { says, fix } = mailFaultOf(error);
    return [bad('mail', `${host} cannot be used: ${says}.`, fix)];
  } finally {
    transport.close();
  }
  if (readSmtpUrl(smtpUrl).tls !== 'off')
    return [good('mail', `${host} answers and would take mail.`)];
  return [
    doubtful(
      'mail',
      `${host} answers, but login and codes go to it in clear (?tls=off).`,
      'Take ?tls=off out of SMTP_URL as soon as the mail server offers TLS.',
    ),
  ];
}
