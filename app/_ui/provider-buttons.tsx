import { providersInOrder } from '#lib/accounts/connections/used-last';
import { say } from '#texts/say';
import { ProviderForm } from '#ui/provider-form';
import { ProviderMark } from '#ui/provider-mark';

type Props = {
  next: string;
  /** "Keep me signed in"; none where it is not asked. */
  remember?: string;
};

/** A button for each provider that the operator has added; nothing where there is none. It needs no script. */
export async function ProviderButtons({ next, remember }: Props) {
  const providers = await providersInOrder();
  if (providers.length === 0) return null;
  const buttons = providers.map(({ name, title }) => ({
    to: `/sign-in/with/${name}`,
    says: say('providers.goOn', { provider: title }),
  }));
  return (
    <section className="stack-s" aria-label={say('providers.list')}>
      <p className="or">
        <span>{say('providers.or')}</span>
      </p>
      <ProviderForm
        buttons={buttons}
        whilePending={say('providers.going')}
        next={next}
        remember={remember}
      >
        {providers.map(({ name, kind }) => (
          <ProviderMark key={name} kind={kind} />
        ))}
      </ProviderForm>
    </section>
  );
}
