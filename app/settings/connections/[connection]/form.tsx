'use client';

import type { Texts } from '#texts/complete';
import { RemoveForm } from '#ui/remove-form';
import { disconnectAction } from './actions';

export const DisconnectForm = ({ text, id }: { text: Texts['disconnectForm']; id: string }) => (
  <RemoveForm text={text} act={disconnectAction} name="connection" id={id} />
);
