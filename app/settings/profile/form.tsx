'use client';

import type { Profile } from '#lib/session/profile';
import type { Texts } from '#texts/complete';
import { Field } from '#ui/field';
import { Form } from '#ui/form';
import { useAct } from '#ui/use-act';
import { updateProfileAction } from './actions';
import { ZoneSelect, type Zones } from './zone-select';

type Props = {
  text: Texts['profileForm'];
  profile: Profile;
  zones: Zones;
  languages: [code: string, name: string][];
};

const THEMES = ['system', 'light', 'dark'] as const;

export function ProfileForm({ text, profile, zones, languages }: Props) {
  const [state, action, isPending] = useAct(updateProfileAction, { values: profile });
  const { timeZone, theme, language } = { ...profile, ...state.values };
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
      <div className="field">
        <label htmlFor="language">{text.language}</label>
        <select
          id="language"
          name="language"
          className="input"
          defaultValue={language}
          key={`in ${language}`}
        >
          <option value="">{text.noLanguage}</option>
          {languages.map(([code, name]) => (
            <option key={code} value={code} lang={code}>
              {name}
            </option>
          ))}
        </select>
      </div>
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
