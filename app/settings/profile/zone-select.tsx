import { useBrowserZone } from '#ui/zone-field';

export type Zones = [region: string, zones: string[]][];

type Props = { chosen: string; isChosen: boolean; zones: Zones };

/** All time zones by region; first, where scripts run, the one that this browser is in. */
export function ZoneSelect({ chosen, isChosen, zones }: Props) {
  const guess = useBrowserZone();
  return (
    <div className="field">
      <label htmlFor="timeZone">Time zone</label>
      <select id="timeZone" name="timeZone" className="input" defaultValue={chosen} key={chosen}>
        {!isChosen && <option value="">Not chosen: times are in UTC</option>}
        {guess && guess !== chosen && (
          <optgroup label="Where this browser is">
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
