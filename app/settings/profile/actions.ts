'use server';

import { z } from 'zod';
import { parseForm } from '#forms/form-state';
import { done } from '#forms/notices';
import type { FormState } from '#forms/problem';
import { Name } from '#lib/accounts/rules';
import { updateProfile } from '#lib/accounts/update-profile';
import { isZone } from '#lib/accounts/zones';
import { requireSender } from '#lib/session/sender';
import { writeTheme } from '#lib/session/theme';

const ProfileForm = z.object({
  name: Name,
  timeZone: z
    .string()
    .refine((zone) => zone === '' || isZone(zone), 'Choose a time zone from the list.'),
  theme: z.enum(['system', 'light', 'dark'], 'Choose one of the three.'),
});

export async function updateProfileAction(
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const viewer = await requireSender('account:edit', formData);
  const form = await parseForm(ProfileForm, formData, { keep: ['name', 'timeZone', 'theme'] });
  if (!form.ok) return form.state;

  await updateProfile(viewer, form.data);
  await writeTheme(form.data.theme);
  return done('/settings/profile', 'profile-saved', viewer);
}
