'use client';

import type { AskedProof } from '#forms/problem';
import { CheckField } from '#ui/check-field';
import { EmailField } from '#ui/email-field';
import { Field } from '#ui/field';
import { PasskeyButton } from '#ui/passkey-button';
import { PasswordField } from '#ui/password-field';
import { AskedField, ProofField } from '#ui/proof-field';
import { SearchForm } from '#ui/search-form';
import { RoleSelect } from '#ui/sharing/role-select';
import { TextArea } from '#ui/text-area';
import { ThingFields } from '#ui/things/fields';
import { InState, Part } from './part';
import { LONG_EMAIL, LONG_NAME, LONG_WORD, wrong } from './samples';

const ROLES = [
  { name: 'viewer', says: 'May read it' },
  { name: 'editor', says: `May change it, ${LONG_WORD}` },
];
const ASKED: AskedProof = {
  username: 'ada@example.com',
  fields: [{ name: 'password', label: 'Your password' }],
};
const FIELDS = [
  { name: 'shown-title', label: 'Title' },
  { name: 'shown-text', label: 'Text', hint: 'Up to 100 000 letters.', mostTyped: 100_000 },
];

/** Every field: empty, filled, refused and at its longest. */
export const FieldStates = () => (
  <>
    <Part id="fields" title="Fields">
      <InState name="Field, empty">
        <Field name="empty" label="What you are called" state={{}} hint="A hint stands here." />
      </InState>
      <InState name="Field, filled">
        <Field name="filled" label="Name" state={{ values: { filled: 'Ada Lovelace' } }} />
      </InState>
      <InState name="Field, refused">
        <Field name="refused" label="Name" state={wrong('refused', ' ')} hint="A hint." />
      </InState>
      <InState name="Field, longest">
        <Field name="longest" label={LONG_WORD} state={{ values: { longest: LONG_NAME } }} />
      </InState>
      <InState name="EmailField, longest">
        <EmailField state={{ values: { email: LONG_EMAIL } }} autoComplete="off" />
      </InState>
      <InState name="TextArea, refused">
        <TextArea name="area" label="Text" rows={4} state={wrong('area', LONG_WORD)} />
      </InState>
      <InState name="ThingFields, read only">
        <ThingFields fields={FIELDS} state={{ values: { 'shown-title': LONG_NAME } }} isReadOnly />
      </InState>
      <InState name="CheckField">
        <CheckField name="check-off" isOn={false} text="Keep me signed in" />
        <CheckField name="check-on" isOn text={`Ticked, and ${LONG_WORD}`} />
      </InState>
      <InState name="RoleSelect">
        <RoleSelect label="Role" roles={ROLES} state={{}} />
      </InState>
      <InState name="SearchForm">
        <SearchForm search={LONG_NAME} words={['Find somebody', 'Find']} />
      </InState>
    </Part>
    <Part id="secrets" title="What proves who somebody is">
      <InState name="PasswordField, chosen">
        <PasswordField kind="new-password" label="New password" state={{}} least={15} />
      </InState>
      <InState name="ProofField, password refused">
        <ProofField asked={ASKED} state={wrong('password')} />
      </InState>
      <InState name="AskedField, a code">
        <AskedField name="code" label="Code of the app" hint="Six digits." state={{}} />
      </InState>
      <InState name="PasskeyButton (only with scripts)">
        <PasskeyButton at="/confirm/passkey" />
      </InState>
    </Part>
  </>
);
