'use client';

import { Field } from '#ui/field';
import { Form } from '#ui/form';
import { useAct } from '#ui/use-act';
import { updateProfileAction } from './actions';

type Props = { profile: { name: string; timeZone: string; theme: string }; zones: string[] };

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
      <div className="field">
        <label htmlFor="timeZone">Time zone</label>
        <select
          id="timeZone"
          name="timeZone"
          className="input"
          defaultValue={timeZone}
          key={timeZone}
        >
          {!profile.timeZone && <option value="">Not chosen: times are in UTC</option>}
          {zones.map((zone) => (
            <option key={zone}>{zone}</option>
          ))}
        </select>
      </div>
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
