'use client';

import type { Texts } from '#texts/complete';
import type { Before } from '#ui/begin-again';
import { EmailForm } from '#ui/email-form';
import { forgotPasswordAction } from './actions';

type Props = { text: Texts['forgotPasswordForm']; next: string; before: Before };

export const ForgotPasswordForm = ({ text, next, before }: Props) => (
  <EmailForm text={text} act={forgotPasswordAction} before={before}>
    {() => <input type="hidden" name="next" value={next} />}
  </EmailForm>
);
