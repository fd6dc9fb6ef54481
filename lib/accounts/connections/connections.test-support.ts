import { companyDomains } from '#drizzle/schema/company-domains';
import { signInByProvider } from '#lib/accounts/connections/sign-in';
import { db } from '#lib/db/client';
import type { Identity } from '#lib/providers/answer';
import { type About, keepAnswered } from '#lib/providers/flow';
import { addProvider } from '#lib/providers/stored';

/** The secret of the browser of these tests. */
export const BROWSER = 'the secret of this browser';

/** Somebody, as Google knows them. */
export const identity = (more: Partial<Identity> = {}): Identity => ({
  provider: 'google',
  issuer: 'https://accounts.google.com',
  subject: '1046',
  label: 'ada@gmail.com',
  name: 'Ada Lovelace',
  email: 'ada@gmail.com',
  isEmailProven: true,
  amr: '',
  acr: '',
  authTime: null,
  session: null,
  company: null,
  isOfOneCompany: false,
  ...more,
});

/** `meanwhile`: what somebody else does between the question whose account it is and the answer. */
export const signsIn = (who: Identity, meanwhile = async (): Promise<unknown> => null) =>
  signInByProvider(who, {
    isPersistent: false,
    next: '/notes',
    previous: null,
    trusted: [],
    browserOf: async () => {
      await meanwhile();
      return null;
    },
  });

export const addGoogle = () =>
  addProvider({ kind: 'google', clientId: 'ours', clientSecret: 'a secret' });

/** What a provider said in this browser, kept until the person goes on. */
export const keptAnswer = (who: Identity, more: Partial<About> = {}) =>
  keepAnswered(
    {
      provider: who.provider,
      intent: 'sign_in',
      next: '/notes',
      isPersistent: false,
      sessionId: null,
      ...more,
    },
    BROWSER,
    { identity: who },
  );

type Sent = Partial<typeof companyDomains.$inferInsert>;

/** The people of acme.example are sent to acme, as the operator has verified. */
export const sendAcme = (more: Sent = {}) =>
  db()
    .insert(companyDomains)
    .values({
      domain: 'acme.example',
      provider: 'acme',
      isRequired: true,
      proof: 'in the DNS',
      createdAt: new Date(),
      verifiedAt: new Date(),
      ...more,
    });

/** Somebody of acme, as that knows them. */
export const colleague = (more: Partial<Identity> = {}): Identity =>
  identity({
    provider: 'acme',
    issuer: 'https://id.acme.example',
    subject: '7',
    label: 'ada',
    email: 'ada@acme.example',
    isEmailProven: false,
    isOfOneCompany: true,
    company: { domain: 'acme.example', isRequired: true, role: null },
    ...more,
  });
