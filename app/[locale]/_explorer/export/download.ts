/** Fetches a file with its progress, and hands it to the reader. */
import { ApiError, errorOf, request } from "@/lib/api/source";

/** The file broke off on its way. */
export class BrokenDownload extends Error {
  override readonly name = "BrokenDownload";
}

/** Bytes that are handed over at once. */
const portion = 1024 * 1024;

/**
 * The whole of what stands at an address.
 *
 * @param tell the bytes that have come so far
 * @throws {ApiError | BrokenDownload} @throws what the signal gives as its reason
 */
export async function fetchFile(
  path: string,
  signal: AbortSignal,
  tell: (bytes: number) => void,
): Promise<Blob> {
  const response = await request(path, { signal });
  if (!response.ok) throw await errorOf(response);
  if (!response.body) throw new ApiError(response.status, "The answer is empty.");
  // The browser takes over each portion as it comes: all of a large file at once would hold up the page.
  const portions: Blob[] = [];
  let parts: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  let taken = 0;
  const reader = response.body.getReader();
  try {
    for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
      if (!value) continue;
      parts.push(value);
      bytes += value.length;
      tell(bytes);
      if (bytes - taken < portion) continue;
      portions.push(new Blob(parts));
      parts = [];
      taken = bytes;
    }
  } catch (cause) {
    if (signal.aborted) throw cause;
    throw new BrokenDownload("The file broke off.", { cause });
  }
  return new Blob([...portions, ...parts], { type: response.headers.get("Content-Type") ?? "" });
}

/** How long a browser may take to begin reading what it has been handed, in milliseconds. */
const grace = 60_000;

/** Hands a file to the browser, which keeps it where its user wants. */
export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  // Firefox wants it in the page.
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), grace);
}
