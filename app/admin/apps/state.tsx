import { say } from '#texts/say';

/** Whether a program may ask. */
export const ProgramState = ({ isDisabled }: { isDisabled: boolean }) => (
  <span className={isDisabled ? 'tag open' : 'tag'}>
    {say(isDisabled ? 'programState.disabled' : 'programState.open')}
  </span>
);
