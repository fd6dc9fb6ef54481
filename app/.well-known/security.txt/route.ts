import { securityTxt } from '#lib/product/security-txt';

/** Open to everybody: to whom a weakness is told (RFC 9116). Without SECURITY_CONTACT there is none. */
export function GET() {
  const text = securityTxt();
  if (!text) return new Response('Not found', { status: 404 });
  return new Response(text, { headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
}
