import { say } from '#texts/say';
import { ButtonForm } from '#ui/button-form';
import { SubmitButton } from '#ui/submit-button';
import { enableProgramAction } from './actions';

export const EnableProgram = ({ id }: { id: string }) => (
  <section className="card stack" aria-labelledby="enable">
    <h2 id="enable">{say('enableProgram.title')}</h2>
    <p>{say('enableProgram.text')}</p>
    <ButtonForm action={enableProgramAction}>
      <input type="hidden" name="client" value={id} />
      <SubmitButton says={say('enableProgram.submit')} className="btn-quiet btn-full" />
    </ButtonForm>
  </section>
);
