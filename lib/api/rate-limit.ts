/** How often one address may write, or have what is dear: a token bucket each, as many as are in use and no more. */

/** Writes a minute, and at once, unless configured. */
export const usualWritesPerMinute = 30;
/** Addresses that are remembered; the one that has been still for longest is forgotten. */
const most = 10_000;

export interface RateLimit {
  /**
   * Takes one from the address's bucket.
   *
   * @param address as a socket or a proxy names it, with its port or without
   * @param now in milliseconds, never falling
   * @returns 0 where there was one, else the whole seconds until there is
   */
  take(address: string, now: number): number;
}

/** @param perMinute how many fill a bucket, and how many come back in a minute; at least 1 */
export function rateLimit(perMinute: number): RateLimit {
  const buckets = new Map<string, { left: number; at: number }>();
  return {
    take(address, now) {
      const key = networkOf(address);
      const { left, at } = buckets.get(key) ?? { left: perMinute, at: now };
      const filled = Math.min(perMinute, left + ((now - at) * perMinute) / 60_000);
      const isAllowed = filled >= 1;
      buckets.delete(key);
      buckets.set(key, { left: isAllowed ? filled - 1 : filled, at: now });
      if (buckets.size > most) buckets.delete(buckets.keys().next().value ?? key);
      return isAllowed ? 0 : Math.max(1, Math.ceil(((1 - filled) * 60) / perMinute));
    },
  };
}

/** The configured number of writes a minute; what is no whole number above 0 is the usual one. */
export const writesPerMinute = (configured: string | undefined): number =>
  /^[1-9]\d{0,6}$/.test(configured ?? "") ? Number(configured) : usualWritesPerMinute;

const isIPv6 = (address: string): boolean => URL.canParse(`http://[${address.split("%")[0]}]`);

/** What one reader has for himself: an IPv4 address, or of IPv6 the first 64 bits. What is neither stays as it is. */
function networkOf(given: string): string {
  // Some proxies add the port, which is another one for each connection.
  const address = given.replace(/^\[(.*)\](:\d+)?$/, "$1").replace(/^([\d.]+):\d+$/, "$1");
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  if (!isIPv6(address)) return address;
  const [head = "", tail = ""] = address.split("%")[0].split("::");
  const [first, last] = [head, tail].map((part) => part.split(":").filter(Boolean));
  const gap = Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => "0");
  const groups = address.includes("::") ? [...first, ...gap, ...last] : first;
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":");
}
