import { open } from 'node:fs/promises';
import type { ImageFormat, VideoFormat } from '../../ports/index.ts';

const HEADER_BYTES = 64;
const TRANSPORT_SYNC = 0x47;

/** Brands of ISO base media files that are images (ISO/IEC 23008-12, AV1 Image File Format). */
const STILL_BRANDS: Readonly<Record<string, ImageFormat>> = { avif: 'avif', avis: 'avif', heic: 'heic', heix: 'heic' };

/**
 * What a file is by its first bytes. Formats that are not listed are never given to a tool: playlists, SVG, PDF and scripts of
 * ImageMagick make the tools read other files or fetch addresses.
 */
export async function recogniseFormat(path: string): Promise<ImageFormat | VideoFormat | undefined> {
  const file = await open(path, 'r');
  try {
    const bytes = Buffer.alloc(HEADER_BYTES * 4);
    const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
    return formatOf(bytes.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

export function formatOf(bytes: Buffer): ImageFormat | VideoFormat | undefined {
  const text = bytes.subarray(0, HEADER_BYTES).toString('latin1');
  if (text.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (text.startsWith('GIF87a') || text.startsWith('GIF89a')) return 'gif';
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'webp';
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'AVI ') return 'avi';
  if (text.startsWith('\x1a\x45\xdf\xa3')) return text.includes('webm') ? 'webm' : 'mkv';
  if (text.slice(4, 8) === 'ftyp') return formatOfBrand(text.slice(8, 12));
  if (['moov', 'mdat', 'wide', 'free'].includes(text.slice(4, 8))) return 'mov';
  // Packets of 188 bytes, each with the same first byte.
  if (bytes[0] === TRANSPORT_SYNC && bytes[188] === TRANSPORT_SYNC) return 'mpegts';
  return undefined;
}

function formatOfBrand(brand: string): ImageFormat | VideoFormat {
  return new Map(Object.entries(STILL_BRANDS)).get(brand) ?? (brand === 'qt  ' ? 'mov' : 'mp4');
}
