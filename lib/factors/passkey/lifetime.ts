/** How long a passkey may take to answer (seconds). A page that lies open longer asks anew. */
export const PASSKEY_SECONDS = 5 * 60;
