/** What stands in a LevelDB table, decompressed: Chromium keeps IndexedDB so, and a search of the file alone finds nothing.
 *  Formats: LevelDB's doc/table_format.md, Snappy's format_description.txt. */

/** Every block of a table file, one after the other; the file itself where it is no table. */
export function blocks(file: Buffer): Buffer {
  const footer = file.subarray(-48);
  if (file.length < 48 || footer.readBigUInt64LE(40) !== 0xdb4775248b80fb57n) return file;
  let at = 0;
  const number = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = footer[at++] ?? 0;
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  };
  number();
  number();
  const index = block(file, number(), number());
  return Buffer.concat([index, ...entries(index).map(([offset, size]) => block(file, offset, size))]);
}

function block(file: Buffer, offset: number, size: number): Buffer {
  const held = file.subarray(offset, offset + size);
  return file[offset + size] === 1 ? decompressed(held) : held;
}

/** The handles that an index block points to: offset and size. */
function entries(index: Buffer): [number, number][] {
  const restarts = index.readUInt32LE(index.length - 4);
  const end = index.length - 4 - restarts * 4;
  const found: [number, number][] = [];
  let at = 0;
  const number = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = index[at++] ?? 0;
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  };
  while (at < end) {
    number();
    const key = number();
    const length = number();
    at += key;
    const after = at + length;
    found.push([number(), number()]);
    at = after;
  }
  return found;
}

function decompressed(from: Buffer): Buffer {
  let at = 0;
  let length = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = from[at++] ?? 0;
    length += (byte & 127) * 2 ** shift;
    if (byte < 128) break;
  }
  const to = Buffer.alloc(length);
  let end = 0;
  while (at < from.length) {
    const tag = from[at++] as number;
    if ((tag & 3) === 0) {
      let size = (tag >> 2) + 1;
      if (size > 60) {
        const bytes = size - 60;
        size = from.readUIntLE(at, bytes) + 1;
        at += bytes;
      }
      end += from.copy(to, end, at, at + size);
      at += size;
      continue;
    }
    const [size, back, used] =
      (tag & 3) === 1
        ? [((tag >> 2) & 7) + 4, ((tag >> 5) << 8) + (from[at] as number), 1]
        : (tag & 3) === 2
          ? [(tag >> 2) + 1, from.readUInt16LE(at), 2]
          : [(tag >> 2) + 1, from.readUInt32LE(at), 4];
    at += used;
    // The copied part may reach into what it makes.
    for (let n = 0; n < size; n += 1, end += 1) to[end] = to[end - back] as number;
  }
  return to;
}
