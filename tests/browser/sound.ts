/** A second of silence with these words inside: a WAV file. */
export function sound(inside = ""): Buffer {
  const wave = Buffer.alloc(44 + 8000, 128);
  wave.write("RIFF", 0);
  wave.writeUInt32LE(36 + 8000, 4);
  wave.write("WAVEfmt ", 8);
  for (const [at, value] of [[16, 16], [24, 8000], [28, 8000], [40, 8000]] as const) wave.writeUInt32LE(value, at);
  for (const [at, value] of [[20, 1], [22, 1], [32, 1], [34, 8]] as const) wave.writeUInt16LE(value, at);
  wave.write("data", 36);
  wave.write(inside, 44);
  return wave;
}
