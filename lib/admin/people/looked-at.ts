/** So many people are looked at for one page. With more, the page says that it has not seen everybody, and goes on. */
export const PEOPLE_LOOKED_AT = 5_000;
