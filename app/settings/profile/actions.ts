'use server';

import { parseForm } from '#forms/form-state';
import { done } from '#forms/notices';
import type { FormState } from '#forms/problem';
import { TypedProfile } from '#lib/accounts/profile';
import { updateProfile } from '#lib/accounts/update-profile';
import { writeLanguage } from '#lib/session/cookie';
import { requireSender } from '#lib/session/sender';
import { writeTheme } from '#lib/session/theme';

export async function updateProfileAction(
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const viewer = await requireSender('account:edit', formData);
  const keep = TypedProfile.keyof().options;
  const form = await parseForm(TypedProfile, formData, { keep });
  if (!form.ok) return form.state;

  await updateProfile(viewer, form.data);
  await writeTheme(form.data.theme);
  await writeLanguage(form.data.language);
  return done('/settings/profile', 'profile-saved', viewer);
}
