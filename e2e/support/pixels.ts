import { inflateSync } from 'node:zlib';
import type { Locator, Page } from '@playwright/test';

/** A picture: four bytes to a pixel (red, green, blue, alpha), row by row. */
type Picture = { width: number; height: number; bytes: Uint8Array };

export type Box = { x: number; y: number; width: number; height: number };

/** What the window shows now, without the caret; a pixel of the picture is a CSS pixel. */
export const look = async (page: Page) =>
  readPng(await page.screenshot({ caret: 'hide', scale: 'css' }));

/** Reads a PNG as browsers write it: eight bits to a channel, with or without alpha, not interlaced (RFC 2083). */
export function readPng(file: Buffer): Picture {
  const [width, height, channels] = [
    file.readUInt32BE(16),
    file.readUInt32BE(20),
    file[25] === 6 ? 4 : 3,
  ];
  const data: Buffer[] = [];
  for (let at = 8; at < file.length; at += file.readUInt32BE(at) + 12)
    if (file.toString('latin1', at + 4, at + 8) === 'IDAT')
      data.push(file.subarray(at + 8, at + 8 + file.readUInt32BE(at)));
  const raw = inflateSync(Buffer.concat(data));
  const bytes = new Uint8Array(width * height * 4).fill(255);
  const stride = width * channels;
  let above = new Uint8Array(stride);
  for (let y = 0; y < height; y++) {
    const start = y * (stride + 1);
    const row = unfilter(
      raw[start] ?? 0,
      raw.subarray(start + 1, start + 1 + stride),
      above,
      channels,
    );
    for (let x = 0; x < width; x++)
      bytes.set(row.subarray(x * channels, (x + 1) * channels), (y * width + x) * 4);
    above = row;
  }
  return { width, height, bytes };
}

function unfilter(kind: number, line: Uint8Array, above: Uint8Array, channels: number) {
  const row = new Uint8Array(line.length);
  for (let i = 0; i < line.length; i++) {
    const left = i < channels ? 0 : (row[i - channels] ?? 0);
    const up = above[i] ?? 0;
    const corner = i < channels ? 0 : (above[i - channels] ?? 0);
    row[i] = (line[i] ?? 0) + guess(kind, left, up, corner);
  }
  return row;
}

function guess(kind: number, left: number, up: number, corner: number): number {
  if (kind === 0) return 0;
  if (kind === 1) return left;
  if (kind === 2) return up;
  return kind === 3 ? (left + up) >> 1 : paeth(left, up, corner);
}

function paeth(left: number, up: number, corner: number): number {
  const byLeft = Math.abs(up - corner);
  const byUp = Math.abs(left - corner);
  const byCorner = Math.abs(left + up - 2 * corner);
  if (byLeft <= byUp && byLeft <= byCorner) return left;
  return byUp <= byCorner ? up : corner;
}

type Colour = [red: number, green: number, blue: number];

export function pixel({ width, height, bytes }: Picture, x: number, y: number): Colour {
  const [column, row] = [Math.floor(x), Math.floor(y)];
  if (column < 0 || row < 0 || column >= width || row >= height)
    throw new Error(`No pixel at ${x}, ${y}`);
  const at = (row * width + column) * 4;
  return [bytes[at] ?? 0, bytes[at + 1] ?? 0, bytes[at + 2] ?? 0];
}

/** How far apart two colours are to the eye: 1 (the same) to 21 (WCAG 2.2, contrast ratio). */
export function contrast(one: Colour, other: Colour): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = colour.map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** How many pixels in the band around a box, and a little inside its edge, differ by at least 3:1. */
export function changedAround(
  before: Picture,
  after: Picture,
  box: Box,
  { outside = 6, inside = 2 } = {},
) {
  let changed = 0;
  const [left, top] = [Math.floor(box.x), Math.floor(box.y)];
  const [right, bottom] = [Math.ceil(box.x + box.width), Math.ceil(box.y + box.height)];
  for (let y = Math.max(0, top - outside); y < Math.min(after.height, bottom + outside); y++)
    for (let x = Math.max(0, left - outside); x < Math.min(after.width, right + outside); x++) {
      const isWithin =
        x >= left + inside && x < right - inside && y >= top + inside && y < bottom - inside;
      if (!isWithin && contrast(pixel(before, x, y), pixel(after, x, y)) >= 3) changed++;
    }
  return changed;
}

/** The box of an element in the window, which it must be in. */
export async function boxOf(element: Locator): Promise<Box> {
  const box = await element.boundingBox();
  if (!box) throw new Error('The element is not shown');
  return box;
}
