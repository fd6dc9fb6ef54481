import { z } from 'zod';

const says = (example: string) => `must be an address like ${example}`;

/** A page that everybody may open. */
const webPage = (name: string) =>
  z.url({ protocol: /^https$/, error: says(`https://example.org/${name}`) }).optional();

/** A page, or a mailbox as a link. */
const contact = (name: string) =>
  z
    .url({
      protocol: /^(https|mailto)$/,
      error: says(`https://example.org/${name} or mailto:${name}@example.org`),
    })
    .optional();

/** What the site is called, and where people and those who find a weakness turn to. */
export const siteSettings = {
  SITE_NAME: z
    .string()
    .trim()
    .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+$/u, 'must be one line without invisible characters')
    .max(60, 'must have at most 60 characters')
    .default('Gatehouse'),
  TERMS_URL: webPage('terms'),
  PRIVACY_URL: webPage('privacy'),
  SUPPORT_URL: contact('support'),
  SECURITY_CONTACT: contact('security'),
  SECURITY_POLICY: webPage('security'),
};
