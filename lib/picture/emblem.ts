/** The emblem of the site, as in public/icon.svg: a few marks that hang together. */

const ground = "#1c2230";
const line = "#8d97aa";
const lines = [
  [9, 10, 17, 16],
  [17, 16, 24, 9],
  [17, 16, 11, 24],
  [17, 16, 24, 22],
];
const discs = [
  { x: 17, y: 16, radius: 4.6, colour: "#6e9bff" },
  { x: 9, y: 10, radius: 3, colour: "#ff8a4c" },
  { x: 11, y: 24, radius: 2.6, colour: "#2fc79a" },
];
const square = { left: 21.6, top: 6.6, side: 4.8, colour: "#eba838" };
const diamond = { x: 24, y: 22, radius: 3.2, colour: "#a3c455" };
/** Side of the square that these numbers are in. */
const box = 32;

/** Draws it into a square of this side. */
export function drawEmblem(context: CanvasRenderingContext2D, left: number, top: number, side: number): void {
  context.save();
  context.translate(left, top);
  context.scale(side / box, side / box);
  context.beginPath();
  context.roundRect(0, 0, box, box, 8);
  context.fillStyle = ground;
  context.fill();
  context.beginPath();
  for (const [x0, y0, x1, y1] of lines) {
    context.moveTo(x0, y0);
    context.lineTo(x1, y1);
  }
  context.strokeStyle = line;
  context.lineWidth = 1.6;
  context.stroke();
  for (const { x, y, radius, colour } of discs) {
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fillStyle = colour;
    context.fill();
  }
  context.fillStyle = square.colour;
  context.fillRect(square.left, square.top, square.side, square.side);
  context.beginPath();
  context.moveTo(diamond.x, diamond.y - diamond.radius);
  context.lineTo(diamond.x + diamond.radius, diamond.y);
  context.lineTo(diamond.x, diamond.y + diamond.radius);
  context.lineTo(diamond.x - diamond.radius, diamond.y);
  context.fillStyle = diamond.colour;
  context.fill();
  context.restore();
}
