'use client';

import type { Profile } from '#lib/session/profile';
import type { Texts } from '#texts/complete';
import { Field } from '#ui/field';
import { Form } from '#ui/form';
import { useAct } from '#ui/use-act';
import { updateProfileAction } from './actions';
import { ZoneSelect, type Zones } from './zone-select';

type Props = { text: Texts['profileForm']; profile: Profile; zones: Zones };

const THEMES = ['system', 'light', 'dark'] as const;

export function ProfileForm({ text, profile, zones }: Props) {
  const [state, action, isPending] = useAct(updateProfileAction, { values: profile });
  const { timeZone, theme } = { ...profile, ...state.values };
  return (
    <Form
      title={text.title}
      state={state}
      action={action}
      isPending={isPending}
      submit={[text.submit, text.submitting]}
    >
      <Field state={state} name="name" label={text.name} autoComplete="name" required />
      <ZoneSelect text={text} chosen={timeZone} isChosen={profile.timeZone !== ''} zones={zones} />
      <fieldset className="field">
        <legend>{text.colours}</legend>
        {THEMES.map((value) => (
          <label key={value} className="check">
            <input type="radio" name="theme" value={value} defaultChecked={value === theme} />{' '}
            {text[value]}
          </label>
        ))}
      </fieldset>
    </Form>
  );
}
