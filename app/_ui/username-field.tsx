/** Says to password managers whose password is typed in a form that does not ask for the address. */
export const UsernameField = ({ value }: { value: string }) => (
  <input type="email" name="username" autoComplete="username" value={value} readOnly hidden />
);
