'use client';

import type { Profile } from '#lib/session/profile';
import { Field } from '#ui/field';
import { Form } from '#ui/form';
import { useAct } from '#ui/use-act';
import { updateProfileAction } from './actions';
import { ZoneSelect, type Zones } from './zone-select';

type Props = { profile: Profile; zones: Zones };

const THEMES = [
  ['system', 'As my system has it'],
  ['light', 'Light'],
  ['dark', 'Dark'],
] as const;

export function ProfileForm({ profile, zones }: Props) {
  const [state, action, isPending] = useAct(updateProfileAction, { values: profile });
  const { timeZone, theme } = { ...profile, ...state.values };
  return (
    <Form
      title="Your profile"
      state={state}
      action={action}
      isPending={isPending}
      submit={['Save profile', 'Saving…']}
    >
      <Field state={state} name="name" label="Name" autoComplete="name" required />
      <ZoneSelect chosen={timeZone} isChosen={profile.timeZone !== ''} zones={zones} />
      <fieldset className="field">
        <legend>Colours</legend>
        {THEMES.map(([value, text]) => (
          <label key={value} className="check">
            <input type="radio" name="theme" value={value} defaultChecked={value === theme} />{' '}
            {text}
          </label>
        ))}
      </fieldset>
    </Form>
  );
}
