/** Names that cannot be guessed, and keys that are kept by nobody but their owner. */

import { createHash, randomBytes, randomInt, timingSafeEqual } from "node:crypto";
import { viewIdPattern } from "@/lib/view/view-limits";

const signs = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const idLength = 10;
const keyBytes = 16;

/** Ten characters, each as likely as any other. */
export const newId = (): string =>
  Array.from({ length: idLength }, () => signs[randomInt(signs.length)]).join("");

/** Whether a text can be the id of a saved view at all. */
export const isId = (text: string): boolean => viewIdPattern.test(text);

/** 128 random bits as 22 characters of base64url. */
export const newEditKey = (): string => randomBytes(keyBytes).toString("base64url");

/** What is kept of an edit key. It has too many bits to be found by trying, so one round is enough. */
export const hashOfKey = (editKey: string): Uint8Array => createHash("sha256").update(editKey).digest();

/** Takes as long for a key that is nearly right as for any other. */
export const isKey = (editKey: string, hash: Uint8Array): boolean =>
  hash.length === 32 && timingSafeEqual(hashOfKey(editKey), hash);
