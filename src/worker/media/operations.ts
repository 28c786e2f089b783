/** The jobs that this worker does. All others of the queue belong to the host. */
export const MEDIA_OPERATIONS = [
  'apply_watermark',
  'create_teaser',
  'compress_video',
  'resize_image',
  'resize_video',
  'convert_image',
  'crop_image',
  'strip_metadata',
  'create_thumbnail',
] as const;

export type MediaOperation = (typeof MEDIA_OPERATIONS)[number];

export function isMediaOperation(name: unknown): name is MediaOperation {
  return MEDIA_OPERATIONS.some((operation) => operation === name);
}
