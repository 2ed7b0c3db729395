/** How often one address may write. */
import { describe, expect, it } from "vitest";
import { rateLimit, usualWritesPerMinute, writesPerMinute } from "@/lib/api/rate-limit";

describe("the limit of writes", () => {
  it("lets so many through at once, then tells how long to wait", () => {
    const limit = rateLimit(30);
    for (let i = 0; i < 30; i++) expect(limit.take("192.0.2.1", 0)).toBe(0);
    expect(limit.take("192.0.2.1", 0)).toBe(2);
    expect(limit.take("192.0.2.1", 1900)).toBe(1);
    expect(limit.take("192.0.2.1", 2000)).toBe(0);
    expect(limit.take("192.0.2.1", 2000)).toBe(2);
  });

  it("never saves up more than a minute's", () => {
    const limit = rateLimit(2);
    expect([limit.take("a", 0), limit.take("a", 3_600_000), limit.take("a", 3_600_000)]).toEqual([0, 0, 0]);
    expect(limit.take("a", 3_600_000)).toBe(30);
  });

  it("counts each address for itself, and those of one network together", () => {
    const limit = rateLimit(1);
    const free = (address: string) => limit.take(address, 0) === 0;
    expect(free("192.0.2.1")).toBe(true);
    expect(free("::ffff:192.0.2.1")).toBe(false);
    expect(free("192.0.2.2")).toBe(true);
    expect(free("2001:db8:1:2::1")).toBe(true);
    expect(free("2001:0DB8:1:2:ffff::2")).toBe(false);
    expect(free("2001:db8:1:3::1")).toBe(true);
    expect(free("::1")).toBe(true);
    expect(free("0:0:0:0:0:0:0:1")).toBe(false);
    expect(free("fe80::1%eth0")).toBe(true);
  });

  it("takes no port for a part of the address, and nothing for an IPv6 address that is none", () => {
    const limit = rateLimit(1);
    const free = (address: string) => limit.take(address, 0) === 0;
    expect(free("192.0.2.1:50001")).toBe(true);
    for (const same of ["192.0.2.1:50002", "192.0.2.1", "::ffff:192.0.2.1", "[::ffff:192.0.2.1]:443"])
      expect([same, free(same)]).toEqual([same, false]);
    expect(free("[2001:db8:1:2::1]:50001")).toBe(true);
    for (const same of ["[2001:db8:1:2::1]:50002", "[2001:db8:1:2::3]", "2001:db8:1:2::1"])
      expect([same, free(same)]).toEqual([same, false]);
    for (const other of ["unix:", "a:b:c:d:1", "a:b:c:d:2"])
      expect([other, free(other)]).toEqual([other, true]);
  });

  it("forgets those that were longest still, so that its memory is bounded", () => {
    const limit = rateLimit(1);
    limit.take("first", 0);
    for (let i = 0; i < 9999; i++) limit.take(`address ${i}`, 0);
    expect(limit.take("address 1", 0)).toBeGreaterThan(0);
    limit.take("one more", 0);
    expect(limit.take("first", 0)).toBe(0);
  });

  it("is configured, or the usual one", () => {
    expect(writesPerMinute("5000")).toBe(5000);
    for (const none of [undefined, "", "0", "-1", "1.5", "many", "1e9"])
      expect(writesPerMinute(none)).toBe(usualWritesPerMinute);
    expect(usualWritesPerMinute).toBe(30);
  });
});
