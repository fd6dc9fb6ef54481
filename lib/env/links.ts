import { z } from 'zod';

const says = (example: string) => `must be an address like ${example}`;

/** A page that everybody may open. */
export const webPage = (name: string) =>
  z.url({ protocol: /^https$/, error: says(`https://example.org/${name}`) });

/** A page, or a mailbox as a link. */
export const contact = (name: string) =>
  z.url({
    protocol: /^(https|mailto)$/,
    error: says(`https://example.org/${name} or mailto:${name}@example.org`),
  });
