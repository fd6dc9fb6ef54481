/** The server cannot start with these settings; the message says why, a line for each problem. */
export class SettingsError extends Error {
  override name = 'SettingsError';
}
