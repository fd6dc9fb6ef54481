'use client';

import type { Texts } from '#texts/complete';
import { ButtonForm } from '#ui/button-form';
import { CodeForms } from '#ui/code-forms';
import { EmailForm } from '#ui/email-form';
import { Field } from '#ui/field';
import { Form, Problems } from '#ui/form';
import { PostForm } from '#ui/post-form';
import { ProviderForm } from '#ui/provider-form';
import { ProviderMark } from '#ui/provider-mark';
import { RemoveForm } from '#ui/remove-form';
import { ShareForm } from '#ui/sharing/share-form';
import { SubmitButton } from '#ui/submit-button';
import { EditThingForm } from '#ui/things/edit-form';
import { LostThing } from '#ui/things/lost-thing';
import { NewThingForm } from '#ui/things/new-form';
import { breakOff, refuseAll, takeAll } from './acts';
import { InState, Part } from './part';
import { FLOW, LONG_NAME, LONG_WORD, PROBLEM, wrong } from './samples';

type Said = Pick<Texts, 'codeForms' | 'forgotPasswordForm' | 'removePasskeyForm'>;

const BEFORE = { typed: { name: '', email: '' }, notice: null, number: 'a-form' };
const SAVE: [string, string] = ['Save', 'Saving…'];
const SHARE = { title: 'Share it', intro: 'By address.', role: 'Role', submit: 'Share', submitting: 'Sharing…' }; // biome-ignore format: one line
const FIELDS = [{ name: 'a-title', label: 'Title' }];
const LOST = {
  title: 'It is gone',
  text: 'Copy what you wrote.',
  back: 'To the list',
  list: '#forms',
};

/** Every form: as it begins, refused, pending, and what cannot be taken back. Nothing that is sent leaves the browser. */
export const FormStates = ({ text }: { text: Said }) => (
  <>
    <Part id="buttons" title="Buttons">
      <InState name="SubmitButton">
        <SubmitButton says="First" className="btn-primary" />
        <SubmitButton says="Second" />
        <SubmitButton says="Cannot be taken back" className="btn-danger" />
        <SubmitButton says="Small" className="btn-quiet btn-s" />
      </InState>
      <InState name="SubmitButton, pending, too soon, longest">
        <SubmitButton says="Save" whilePending="Saving…" isPending className="btn-primary" />
        <SubmitButton says="Send again" isTooSoon />
        <SubmitButton says={LONG_WORD} className="btn-primary" />
      </InState>
      <InState name="ButtonForm, that fails on the way">
        <ButtonForm action={breakOff}>
          <SubmitButton says="Send it nowhere" />
        </ButtonForm>
      </InState>
      <InState name="PostForm, a download">
        <PostForm action="#buttons" says="Download" whilePending="Downloading…" isDownload />
      </InState>
      <InState name="ProviderForm, ProviderMark">
        <ProviderForm buttons={PROVIDERS} whilePending="Going…" next="/dashboard">
          <ProviderMark key="google" kind="google" />
          <ProviderMark key="github" kind="github" />
          <ProviderMark key="oidc" kind="oidc" />
        </ProviderForm>
      </InState>
    </Part>
    <Part id="forms" title="Forms">
      <InState name="Form, pending">
        <Form title="A form" isSection page={null} state={{}} action={takeAll} isPending submit={SAVE}>
          <Field name="in-form" label="Name" state={{ values: { 'in-form': LONG_NAME } }} />
        </Form>
      </InState>
      <InState name="Form, refused, and it cannot be taken back">
        <Form title="Delete it" isSection page={null} isDanger state={wrong('in-danger')} action={takeAll} isPending={false} submit={['Delete', 'Deleting…']}>
          <Field name="in-danger" label="Your address" state={wrong('in-danger')} />
        </Form>
      </InState>
      <InState name="Problems, with a way on and an offer">
        <Problems state={{ problems: [{ ...PROBLEM, way: ['#forms', 'Look'] }], offer: OFFER }} />
      </InState>
      <InState name="EmailForm">
        <EmailForm text={text.forgotPasswordForm} act={refuseAll} before={BEFORE} />
      </InState>
      <InState name="CodeForms, WhereToLook, ResendForm, Clock">
        <CodeForms text={text.codeForms} title="Type the code" flow={FLOW} used="It was used." act={refuseAll} resend={refuseAll} submit={SAVE} />
      </InState>
      <InState name="CodeForms, the code is no longer good">
        <CodeForms text={text.codeForms} title="Type the code" flow={{ ...FLOW, isLive: false, resend: null }} used="It was used." act={refuseAll} resend={refuseAll} submit={SAVE} />
      </InState>
      <InState name="RemoveForm">
        <RemoveForm text={text.removePasskeyForm} act={refuseAll} name="passkey" id="1" />
      </InState>
      <InState name="ShareForm">
        <ShareForm action={refuseAll} text={SHARE} kind="note" id="1" roles={[{ name: 'viewer', says: 'May read' }]} page="Components" />
      </InState>
      <InState name="NewThingForm">
        <NewThingForm action={refuseAll} title="New note" submit={SAVE} fields={FIELDS} number="1" />
      </InState>
      <InState name="EditThingForm">
        <EditThingForm action={refuseAll} kind="note" id="1" at="#forms" submit={SAVE} fields={FIELDS} thing={{ title: LONG_NAME, values: { 'a-title': LONG_NAME }, revision: 1 }} otherwise={null} />
      </InState>
      <InState name="LostThing">
        <LostThing text={LOST} fields={FIELDS} state={{ values: { 'a-title': LONG_NAME } }} />
      </InState>
    </Part>
  </>
); // biome-ignore format: one line each

const OFFER = { says: 'Your company has a way in of its own.', href: '#forms', goOn: 'Go on' };
const PROVIDERS = ['Google', 'GitHub', LONG_WORD].map((title) => ({
  to: `#${title}`,
  says: `Go on with ${title}`,
}));
