type Props = { name: string; text: string; isOn: boolean };

/** One box to tick. */
export const CheckField = ({ name, text, isOn }: Props) => (
  <label className="check">
    <input type="checkbox" name={name} defaultChecked={isOn} /> {text}
  </label>
);
