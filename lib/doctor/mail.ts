import { createTransport } from 'nodemailer';
import { bad, type Finding, good } from '#lib/doctor/finding';

const PATIENCE_MS = 5_000;

/** Whether the mail server answers and takes our login. Sends nothing. Never says the password. */
export async function checkMail(smtpUrl: string | undefined): Promise<Finding[]> {
  if (!smtpUrl)
    return [
      good('mail', 'No SMTP_URL: mail is captured; the server prints the link to it at its start.'),
    ];
  const { host } = new URL(smtpUrl);
  const transport = createTransport(smtpUrl, {
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    dnsTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
  } as object);
  try {
    await transport.verify();
    return [good('mail', `${host} answers and would take mail.`)];
  } catch (error) {
    const { message, responseCode } = error as Error & { responseCode?: number };
    const fault = message.match(/\b(E[A-Z]{4,}|timeout|certificate)\b/i)?.[0] ?? 'no answer';
    const why = responseCode ? `it answered ${responseCode}` : fault;
    return [
      bad(
        'mail',
        `${host} cannot be used (${why}).`,
        'Check SMTP_URL, its login, and whether this machine may reach the mail server.',
      ),
    ];
  } finally {
    transport.close();
  }
}
