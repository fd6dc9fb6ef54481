'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { parseForm } from '#forms/form-state';
import type { FormState } from '#forms/problem';
import { claimDevice, TypedDeviceCode } from '#lib/oauth/device';
import { requireSender } from '#lib/session/sender';
import { claimDeviceAnswer } from './answers';

const DeviceForm = z.object({ user_code: TypedDeviceCode });

export async function claimDeviceAction(
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const viewer = await requireSender('client:let-in', formData);
  const form = await parseForm(DeviceForm, formData, { keep: ['user_code'] });
  if (!form.ok) return form.state;
  const outcome = await claimDevice(viewer, form.data.user_code);
  if (!outcome.ok) return form.refuse(claimDeviceAnswer(outcome));
  redirect(`/device/${outcome.value}`);
}
