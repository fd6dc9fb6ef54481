import { listProviders } from '#lib/providers/stored';
import { say } from '#texts/say';
import { PostForm } from '#ui/post-form';

/** A button for each provider that the operator has added; nothing where there is none. It needs no script. */
export async function ProviderButtons({ next }: { next: string }) {
  const providers = await listProviders();
  if (providers.length === 0) return null;
  return (
    <section className="stack-s" aria-label={say('providers.list')}>
      {providers.map(({ name, title }) => (
        <PostForm
          key={name}
          action={`/sign-in/with/${name}`}
          says={say('providers.goOn', { provider: title })}
          whilePending={say('providers.going')}
          className="btn-quiet btn-full"
        >
          <input type="hidden" name="next" value={next} />
        </PostForm>
      ))}
    </section>
  );
}
