/** Each of these with each of those. */
export const crossProduct = <One, Other>(these: readonly One[], those: readonly Other[]) =>
  these.flatMap((one) => those.map((other) => [one, other] as const));
