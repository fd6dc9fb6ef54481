import { failed, type Probe, passed, unseen } from '#lib/operator/asvs/probe';
import { checkMail } from '#lib/operator/doctor/mail';

export const mailProbe: Probe = {
  about: 'The mail server: TLS, its certificate, then the login, in the way in which mail is sent.',
  look: async ({ settings }) => {
    if (!settings.SMTP_URL) return unseen('There is no SMTP_URL: mail is captured.');
    const [found] = await checkMail(settings.SMTP_URL);
    return found?.is === 'ok' ? passed(found.says) : failed(found?.says ?? 'Nothing was found.');
  },
};
