/** Files packed into one archive, piece by piece as they come. */
import { Zip, ZipDeflate } from "fflate";

type Bytes = Uint8Array<ArrayBuffer>;

/** The archive of these files, in their order; none of them is ever held whole. */
export function* zipped(
  files: readonly (readonly [name: string, parts: Iterable<Bytes>])[],
): Generator<Bytes> {
  const ready: Bytes[] = [];
  const zip = new Zip((error, bytes) => {
    if (error) throw error;
    ready.push(new Uint8Array(bytes));
  });
  for (const [name, parts] of files) {
    const file = new ZipDeflate(name);
    zip.add(file);
    for (const part of parts) {
      file.push(part);
      yield* ready.splice(0);
    }
    file.push(new Uint8Array(), true);
  }
  zip.end();
  yield* ready.splice(0);
}
