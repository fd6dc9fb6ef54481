'use client';

import type { Texts } from '#texts/complete';
import type { Before } from '#ui/begin-again';
import { CheckField } from '#ui/check-field';
import { EmailForm } from '#ui/email-form';
import { mailCodeAction } from './actions';

type Props = { text: Texts['signInCodeForm']; next: string; before: Before };

export const CodeForm = ({ text, next, before }: Props) => (
  <EmailForm text={text} act={mailCodeAction} before={before}>
    {({ values }) => (
      <>
        <CheckField name="remember" isOn={values?.['remember'] === 'on'} text={text.remember} />
        <input type="hidden" name="next" value={next} />
      </>
    )}
  </EmailForm>
);
