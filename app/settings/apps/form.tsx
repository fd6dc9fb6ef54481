'use client';

import type { Texts } from '#texts/complete';
import { CheckField } from '#ui/check-field';
import { Field } from '#ui/field';
import { Form } from '#ui/form';
import { PROOF_IDS, ProofField } from '#ui/proof-field';
import { useAct } from '#ui/use-act';
import { makeTokenAction } from './actions';

type Props = {
  text: Texts['tokenForm'];
  /** Its number: a form makes one token. */
  number: string;
  scopes: { scope: string; says: string }[];
};

export function TokenForm({ text, number, scopes }: Props) {
  const [state, action, isPending] = useAct(makeTokenAction, {});
  return (
    <Form
      title={text.title}
      isSection
      page={null}
      state={state}
      action={action}
      isPending={isPending}
      submit={[text.submit, text.submitting]}
      intro={<p className="hint">{text.intro}</p>}
      ids={PROOF_IDS}
    >
      <input type="hidden" name="form" value={number} />
      <Field state={state} name="name" label={text.name} hint={text.nameHint} required />
      <fieldset className="field">
        <legend>{text.scopes}</legend>
        {scopes.map(({ scope, says }) => (
          <CheckField key={scope} name={scope} text={says} isOn={state.values?.[scope] === 'on'} />
        ))}
      </fieldset>
      <div className="field">
        <label htmlFor="days">{text.days}</label>
        <select
          id="days"
          name="days"
          className="input"
          defaultValue={state.values?.['days'] ?? '30'}
        >
          <option value="7">{text.day7}</option>
          <option value="30">{text.day30}</option>
          <option value="90">{text.day90}</option>
          <option value="365">{text.day365}</option>
        </select>
      </div>
      <ProofField asked={state.asksProof} state={state} />
    </Form>
  );
}
