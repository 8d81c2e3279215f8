import { crc32, deflateSync, inflateSync } from 'node:zlib'

const signature = Buffer.from('89504e470d0a1a0a', 'hex')
const maxColors = 64
/** Two colours that are nearer than this look the same: the sum of the squares of their differences. */
const alike = 150

type Picture = { readonly width: number; readonly height: number; readonly pixels: Uint32Array }

/** A PNG as browsers write it (8 bits, no alpha or an opaque one) with one byte for a pixel: the nearest of 64 colours. */
export function shrinkPng(png: Buffer): Buffer {
  const picture = decode(png)
  const palette = paletteOf(picture.pixels)
  return encode(picture, palette)
}

function chunksOf(png: Buffer): readonly { readonly type: string; readonly data: Buffer }[] {
  const chunks: { type: string; data: Buffer }[] = []
  for (let at = signature.length; at < png.length; ) {
    const length = png.readUInt32BE(at)
    chunks.push({
      type: png.toString('latin1', at + 4, at + 8),
      data: png.subarray(at + 8, at + 8 + length),
    })
    at += length + 12
  }
  return chunks
}

function decode(png: Buffer): Picture {
  const chunks = chunksOf(png)
  const header = chunks.find(({ type }) => type === 'IHDR')?.data
  if (header === undefined || header[8] !== 8 || header[12] !== 0) throw new Error('another kind of PNG')
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)]
  const bytes = header[9] === 6 ? 4 : 3
  const packed = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data))
  const lines = unfilter(inflateSync(packed), width * bytes, height, bytes)
  const pixels = new Uint32Array(width * height)
  for (let at = 0; at < pixels.length; at += 1) pixels[at] = lines.readUIntBE(at * bytes, 3)
  return { width, height, pixels }
}

function unfilter(raw: Buffer, stride: number, height: number, bytes: number): Buffer {
  const out = Buffer.alloc(stride * height)
  const at = (x: number, y: number): number => (x < 0 || y < 0 ? 0 : (out[y * stride + x] ?? 0))
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (stride + 1)] ?? 0
    for (let x = 0; x < stride; x += 1) {
      const [left, up] = [at(x - bytes, y), at(x, y - 1)]
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, at(x - bytes, y - 1))][filter] ?? 0
      out[y * stride + x] = ((raw[y * (stride + 1) + 1 + x] ?? 0) + guess) & 255
    }
  }
  return out
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner
  const [toLeft, toUp, toCorner] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)]
  if (toLeft <= toUp && toLeft <= toCorner) return left
  return toUp <= toCorner ? up : corner
}

/** The commonest colours, but for those that look like a commoner one: so that a few blue words keep their blue. */
function paletteOf(pixels: Uint32Array): readonly number[] {
  const counts = new Map<number, number>()
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1)
  const palette: number[] = []
  for (const [color] of [...counts].toSorted((left, right) => right[1] - left[1])) {
    if (palette.length < maxColors && palette.every((other) => distance(color, other) > alike))
      palette.push(color)
  }
  return palette
}

function distance(left: number, right: number): number {
  const part = (color: number, shift: number) => (color >> shift) & 255
  return [16, 8, 0].reduce((sum, shift) => sum + (part(left, shift) - part(right, shift)) ** 2, 0)
}

function nearest(color: number, palette: readonly number[]): number {
  const far = (at: number) => distance(color, palette[at] ?? 0)
  return palette.reduce((best, _, at) => (far(at) < far(best) ? at : best), 0)
}

function encode({ width, height, pixels }: Picture, palette: readonly number[]): Buffer {
  const known = new Map(palette.map((color, at) => [color, at]))
  const raw = Buffer.alloc((width + 1) * height)
  for (const [at, color] of pixels.entries()) {
    const index = known.get(color) ?? nearest(color, palette)
    known.set(color, index)
    raw[Math.floor(at / width) * (width + 1) + 1 + (at % width)] = index
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3, 0, 0, 0], 8)
  const colors = Buffer.from(palette.flatMap((color) => [color >> 16, (color >> 8) & 255, color & 255]))
  const data = deflateSync(raw, { level: 9 })
  const parts = [
    chunk('IHDR', header),
    chunk('PLTE', colors),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]
  return Buffer.concat([signature, ...parts])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  framed.set(body, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}
