/** Not zero, so that a server has to take the mask off, as it has to for every browser. */
const MASK = Buffer.from([0x5a, 0xa5, 0x3c, 0xc3]);
const TEXT = 0x81;
const CLOSE = 0x88;
/** A payload up to this fits the header's first length. */
const SHORT_PAYLOAD = 125;

/** A masked text frame, as a client sends it; at most 125 bytes. */
export function textFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  if (payload.length > SHORT_PAYLOAD) throw new Error('the crowd says nothing this long');
  const masked = payload.map((byte, index) => byte ^ (MASK[index % MASK.length] ?? 0));
  return Buffer.concat([Buffer.from([TEXT, 0x80 | payload.length]), MASK, masked]);
}

/** Hears of a whole text frame where its payload lies. */
export type OnText = (buffer: Buffer, start: number, end: number) => void;

/**
 * Goes through a server's frames in the first `length` bytes. Returns how many of them were whole frames; the rest
 * belongs before what comes next. Throws at a frame of a form that none of our servers sends.
 */
export function eachFrame(buffer: Buffer, length: number, onText: OnText): number {
  let at = 0;
  while (at + 2 <= length) {
    const kind = buffer[at];
    const named = buffer[at + 1] ?? 0;
    if ((kind !== TEXT && kind !== CLOSE) || named > SHORT_PAYLOAD + 1)
      throw new Error(`a frame of an unknown form: ${kind} ${named}`);
    const isLong = named > SHORT_PAYLOAD;
    const start = at + (isLong ? 4 : 2);
    if (start > length) break;
    const end = start + (isLong ? buffer.readUInt16BE(at + 2) : named);
    if (end > length) break;
    if (kind === TEXT) onText(buffer, start, end);
    at = end;
  }
  return at;
}
