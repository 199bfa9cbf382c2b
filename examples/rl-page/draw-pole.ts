import type { PoleView } from './live-pole';

/** The parts of a canvas that are used. */
export interface Pen {
  fillStyle: unknown;
  strokeStyle: unknown;
  lineWidth: number;
  lineCap: unknown;
  clearRect(x: number, y: number, width: number, height: number): void;
  fillRect(x: number, y: number, width: number, height: number): void;
  beginPath(): void;
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  arc(x: number, y: number, radius: number, start: number, end: number): void;
  stroke(): void;
  fill(): void;
}

export interface PoleColours {
  readonly ink: string;
  readonly line: string;
  readonly cart: string;
  readonly pole: string;
}

/** The cart may go so far to each side. */
const farthest = 2.4;

/** Draws the track with its ends, the cart, the pole in its length, and the push as an arrow. */
export const drawPole = (
  pen: Pen,
  { state, action, isFallen }: PoleView,
  { width, height }: { readonly width: number; readonly height: number },
  colours: PoleColours,
): void => {
  const [place = 0, , angle = 0] = state;
  const unit = width / (2 * farthest + 0.8);
  const ground = height - 46;
  const x = width / 2 + place * unit;
  const line = (x1: number, y1: number, x2: number, y2: number, colour: string, thickness: number): void => {
    pen.strokeStyle = colour;
    pen.lineWidth = thickness;
    pen.lineCap = 'round';
    pen.beginPath();
    pen.moveTo(x1, y1);
    pen.lineTo(x2, y2);
    pen.stroke();
  };
  pen.clearRect(0, 0, width, height);
  const [left, right] = [width / 2 - farthest * unit, width / 2 + farthest * unit];
  line(left, ground, right, ground, colours.line, 2);
  for (const end of [left, right]) line(end, ground - 10, end, ground + 10, colours.line, 3);
  line(width / 2, ground + 4, width / 2, ground + 10, colours.line, 2);
  const cart = { width: 0.5 * unit, height: 0.26 * unit };
  pen.fillStyle = colours.cart;
  pen.fillRect(x - cart.width / 2, ground - cart.height, cart.width, cart.height);
  // Half a unit from its middle to its end: the pole is one unit long.
  const tip = { x: x + Math.sin(angle) * 2 * unit * 0.5, y: ground - cart.height - Math.cos(angle) * 2 * unit * 0.5 };
  line(x, ground - cart.height, tip.x, tip.y, isFallen ? colours.ink : colours.pole, Math.max(5, 0.08 * unit));
  pen.fillStyle = colours.ink;
  pen.beginPath();
  pen.arc(x, ground - cart.height, Math.max(3, 0.045 * unit), 0, 2 * Math.PI);
  pen.fill();
  if (action === undefined || isFallen) return;
  const side = action === 1 ? 1 : -1;
  const from = x + side * (cart.width / 2 + 8);
  const to = from + side * 22;
  const middle = ground - cart.height / 2;
  line(from, middle, to, middle, colours.ink, 2);
  line(to, middle, to - side * 6, middle - 5, colours.ink, 2);
  line(to, middle, to - side * 6, middle + 5, colours.ink, 2);
};
