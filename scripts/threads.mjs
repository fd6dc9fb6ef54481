/**
 * How many threads of libuv the server has (UV_THREADPOOL_SIZE). Hashes and lookups of names share them: with the four that
 * there are by default, four names for which a name server does not answer would keep everybody from signing in. How many
 * hashes run at once is decided elsewhere.
 */
export const THREADS = '16';
