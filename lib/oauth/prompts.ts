import 'server-only';
import { interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider';

/**
 * Every request waits for an answer of ours: of the person, or of lib/oauth/unasked. What the program demands of who answers
 * is judged there, and not again where the answer is carried out: that would ask without end.
 */
export function alwaysAsk() {
  const { Check, Prompt, base } = interactionPolicy;
  const policy = base();
  policy.add(new Prompt({ name: 'select_account', requestable: true }), 0);
  for (const ours of [
    'id_token_hint',
    'claims_id_token_sub_value',
    'essential_acrs',
    'essential_acr',
  ])
    policy.get('login')?.checks.remove(ours);
  const isUnanswered = ({ oidc }: KoaContextWithOIDC) =>
    oidc.result?.login ? Check.NO_NEED_TO_PROMPT : Check.REQUEST_PROMPT;
  policy
    .get('login')
    ?.checks.add(new Check('unanswered', 'the person is asked', 'login_required', isUnanswered));
  return policy;
}
