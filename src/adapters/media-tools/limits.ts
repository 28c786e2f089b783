/** How much a file may cost. */
export interface MediaLimits {
  /** Width times height times frames of an image, width times height of a video. */
  maxPixels: number;
  maxVideoSeconds: number;
  maxOutputBytes: number;
  /** Of one run of a tool. */
  timeoutMs: number;
}

/** 100 megapixels are more than any phone takes; a film has three hours. */
export const DEFAULT_LIMITS: MediaLimits = {
  maxPixels: 100_000_000,
  maxVideoSeconds: 4 * 3600,
  maxOutputBytes: 2_000_000_000,
  timeoutMs: 30 * 60_000,
};
