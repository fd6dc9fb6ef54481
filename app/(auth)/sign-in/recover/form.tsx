'use client';

import type { Texts } from '#texts/complete';
import type { Before } from '#ui/begin-again';
import { EmailForm } from '#ui/email-form';
import { recoverAction } from './actions';

type Props = { text: Texts['recoverForm']; before: Before };

export const RecoverForm = ({ text, before }: Props) => (
  <EmailForm text={text} act={recoverAction} before={before} />
);
