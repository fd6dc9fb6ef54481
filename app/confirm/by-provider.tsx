import { providersToConfirm } from '#lib/accounts/connections/confirm';
import type { Viewer } from '#lib/session/store';
import { say } from '#texts/say';
import { ButtonForm } from '#ui/button-form';
import { ProviderMark } from '#ui/provider-mark';
import { SubmitButton } from '#ui/submit-button';
import { confirmByProviderAction } from './actions';

/** Other sites that can ask the viewer once more who they are. */
export async function ConfirmByProvider({ viewer, next }: { viewer: Viewer; next: string }) {
  const providers = await providersToConfirm(viewer);
  return providers.map(({ name, title, kind }) => (
    <ButtonForm key={name} action={confirmByProviderAction}>
      <input type="hidden" name="next" value={next} />
      <input type="hidden" name="provider" value={name} />
      <SubmitButton
        says={say('providers.goOn', { provider: title })}
        className="btn-quiet btn-full prov"
      >
        <ProviderMark kind={kind} />
      </SubmitButton>
    </ButtonForm>
  ));
}
