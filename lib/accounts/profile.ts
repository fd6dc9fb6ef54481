import 'server-only';
import { z } from 'zod';
import { Name } from '#lib/accounts/fields';
import { isZone } from '#lib/accounts/zones';
import { fieldError } from '#lib/coded';
import type { Profile } from '#lib/session/profile';
import { LANGUAGES } from '#texts/languages';

/** What may be said in each field of the profile. */
const FIELDS = {
  name: Name,
  timeZone: z.string().refine((zone) => zone === '' || isZone(zone), fieldError('zone_wrong')),
  theme: z.enum(['system', 'light', 'dark'], fieldError('theme_wrong')),
  language: z.enum(['', ...LANGUAGES], fieldError('language_wrong')),
} satisfies Record<keyof Profile, z.ZodType<string>>;

export const TypedProfile = z.object(FIELDS);
export type TypedProfile = z.infer<typeof TypedProfile>;
