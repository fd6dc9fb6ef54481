import type { FormState } from '#forms/problem';

/** "Keep me signed in". */
export const RememberField = ({ state, text }: { state: FormState; text: string }) => (
  <label className="check">
    <input type="checkbox" name="remember" defaultChecked={state.values?.['remember'] === 'on'} />{' '}
    {text}
  </label>
);
