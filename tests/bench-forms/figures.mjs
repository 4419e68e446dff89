/** Figures of samples. */
export function percentile(samples, share) {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted.length ? sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] : Number.NaN;
}

export const median = (samples) => percentile(samples, 0.5);

/** Three significant digits. */
export const round = (value) => (Number.isFinite(value) ? Number(value.toPrecision(3)) : null);
