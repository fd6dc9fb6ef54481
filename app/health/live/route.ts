/** Open to everybody: whether the process answers at all. */
export const GET = () => Response.json({ status: 'ok' });
