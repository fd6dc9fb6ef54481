import type { Texts } from '#texts/complete';
import { useBrowserZone } from '#ui/zone-field';

export type Zones = [region: string, zones: string[]][];

type Props = { text: Texts['profileForm']; chosen: string; isChosen: boolean; zones: Zones };

/** All time zones by region; first, where scripts run, the one that this browser is in. */
export function ZoneSelect({ text, chosen, isChosen, zones }: Props) {
  const guess = useBrowserZone();
  return (
    <div className="field">
      <label htmlFor="timeZone">{text.zone}</label>
      <select id="timeZone" name="timeZone" className="input" defaultValue={chosen} key={chosen}>
        {!isChosen && <option value="">{text.noZone}</option>}
        {guess && guess !== chosen && (
          <optgroup label={text.zoneHere}>
            <option value={guess}>{placeOf(guess)}</option>
          </optgroup>
        )}
        {zones.map(([region, names]) =>
          region ? (
            <optgroup key={region} label={region}>
              {names.map((name) => (
                <option key={name} value={name}>
                  {placeOf(name)}
                </option>
              ))}
            </optgroup>
          ) : (
            names.map((name) => <option key={name}>{name}</option>)
          ),
        )}
      </select>
    </div>
  );
}

/** "Europe/Berlin" as "Berlin (Europe)", "America/Indiana/Knox" as "Knox (America, Indiana)". */
const placeOf = (zone: string) => {
  const [place = zone, ...around] = zone.replaceAll('_', ' ').split('/').reverse();
  return around.length > 0 ? `${place} (${around.reverse().join(', ')})` : place;
};
