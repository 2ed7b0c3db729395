/**
 * Draws public/icons from public/icon.svg; run by hand when that changes: `npx tsx lib/picture/draw-icons.ts`.
 *
 * What a system cuts into a shape of its own (maskable, apple-touch) is filled to its edges, and the drawing keeps to the
 * circle that is always left: four fifths of the width.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createCanvas, loadImage } from "@napi-rs/canvas";

const folder = new URL("../../public/", import.meta.url);
const ground = "#1c2230";
const icons = [
  { name: "icon-192", size: 192, filled: false },
  { name: "icon-512", size: 512, filled: false },
  { name: "icon-maskable-512", size: 512, filled: true },
  { name: "apple-touch-icon", size: 180, filled: true },
];

const svg = await readFile(new URL("icon.svg", folder), "utf8");
await mkdir(new URL("icons/", folder), { recursive: true });
for (const { name, size, filled } of icons) {
  const image = await loadImage(Buffer.from(svg.replace("<svg ", `<svg width="${size}" height="${size}" `)));
  const canvas = createCanvas(size, size);
  const context = canvas.getContext("2d");
  const room = filled ? size * 0.86 : size;
  if (filled) {
    context.fillStyle = ground;
    context.fillRect(0, 0, size, size);
  }
  context.drawImage(image, (size - room) / 2, (size - room) / 2, room, room);
  await writeFile(new URL(`icons/${name}.png`, folder), canvas.toBuffer("image/png"));
}
