/** How the witness ends when it does not cosign. */
export const EXIT = { refused: 1, usage: 2, noAnswer: 3 };

/** Why it did not, as one sentence for a person, and the exit code for programs. */
export class Refusal extends Error {
  constructor(message, exitCode = EXIT.refused) {
    super(message);
    this.exitCode = exitCode;
  }
}
