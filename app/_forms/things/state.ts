import type { FormState } from '#forms/problem';
import type { Texts } from '#texts/complete';

/** A field of a thing as a form shows it. One of many lines says how much it takes. Sent to the browser. */
export type ShownField = { name: string; label: string; hint?: string; mostTyped?: number };

/** In the place of a form that can no longer be saved. */
export type LostText = { title: string; text: string; back: string; list: string };

/** What is said to a person who writes in a thing that was changed meanwhile. */
export type BehindText = { look: Texts['behind']['look']; now: string };

/** `lost`: it can no longer be saved, only copied. `behind`: another state was saved meanwhile. */
export type EditState = FormState & { lost?: LostText; behind?: BehindText };
