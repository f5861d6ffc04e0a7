import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

const cookieName = 'cellwatch_access';

export interface Access {
  /** Whether the request carries the key: as bearer, or as the cookie that it was exchanged for. */
  isGranted(headers: { authorization?: string; cookie?: string }): boolean;
  isKey(candidate: string): boolean;
  /** The Set-Cookie header for a browser that has shown the key. */
  cookie(secure: boolean): string;
}

/** The cookie holds a token made from the key, so that what a browser keeps is not the key. */
export function accessBy(access_key: string): Access {
  const token = createHmac('sha256', access_key).update('cellwatch board cookie').digest('base64url');
  const isKey = (candidate: string) => same(candidate, access_key);
  return {
    isKey,
    isGranted({ authorization, cookie }) {
      const [scheme, bearer] = (authorization ?? '').split(' ', 2);
      if (scheme.toLowerCase() === 'bearer' && bearer) return isKey(bearer);
      return cookies(cookie).some(([name, value]) => name === cookieName && same(value, token));
    },
    cookie(secure) {
      return `${cookieName}=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=2592000${secure ? '; Secure' : ''}`;
    },
  };
}

/** In constant time, whatever the lengths. */
function same(got: string, expected: string): boolean {
  return timingSafeEqual(digest(got), digest(expected));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function cookies(header = ''): [string, string][] {
  return header.split(';').map((part) => {
    const [name, ...value] = part.trim().split('=');
    return [name, value.join('=')];
  });
}
