import { say } from '#texts/say';

/** How long to wait, as a person says it, rounded up: "40 seconds", "4 minutes", "2 hours". */
export function sayWait(seconds: number): string {
  if (seconds < 90) return say('wait.second', { count: Math.max(1, Math.ceil(seconds)) });
  if (seconds < 90 * 60) return say('wait.minute', { count: Math.ceil(seconds / 60) });
  return say('wait.hour', { count: Math.ceil(seconds / 3600) });
}
