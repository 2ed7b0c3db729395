/** A picture with its title as one content of a file, which says itself whether it is whole. */
import { crc32 } from "node:zlib";
import type { FileForm } from "./preview-cache";

export interface KeptPicture {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly title: string;
}

/** Bytes before the title: its length and a checksum of all that follows. */
const head = 8;

/** @returns length of the title, checksum, title, picture */
export function keptPicture({ bytes, title }: KeptPicture): Uint8Array<ArrayBuffer> {
  const name = new TextEncoder().encode(title);
  const content = new Uint8Array(head + name.length + bytes.length);
  content.set(name, head);
  content.set(bytes, head + name.length);
  const view = new DataView(content.buffer);
  view.setUint32(0, name.length);
  view.setUint32(4, crc32(content.subarray(head)));
  return content;
}

/** What `keptPicture` has put together. */
export function pictureIn(content: Uint8Array<ArrayBuffer>): KeptPicture {
  const { length } = viewOf(content);
  return {
    title: new TextDecoder().decode(content.subarray(head, head + length)),
    bytes: content.subarray(head + length),
  };
}

export const keptPictureForm: FileForm = {
  ending: ".picture",
  isWhole: (content) => content.length > head && viewOf(content).sum === crc32(content.subarray(head)),
};

function viewOf({ buffer, byteOffset }: Uint8Array): { length: number; sum: number } {
  const view = new DataView(buffer, byteOffset);
  return { length: view.getUint32(0), sum: view.getUint32(4) };
}
