import { open } from 'node:fs/promises';

/** A file begins with these bytes, an event with a header, which has the event's length at an offset. */
const MAGIC_BYTES = 4;
const HEADER_BYTES = 19;
const LENGTH_AT = 9;
const WINDOW_BYTES = 1024 ** 2;

/**
 * Finds where the last event ends that stands whole in a file of a MySQL or MariaDB binary log, so that nothing is stored
 * that its own tool could not read.
 *
 * @param from the end of an event that is known, or 0 for the file's beginning.
 * @see https://dev.mysql.com/doc/dev/mysql-server/latest/classmysql_1_1binlog_1_1event_1_1Log__event__header.html
 */
export async function findEventEnd(path: string, from: number): Promise<number> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    let at = Math.max(from, MAGIC_BYTES);
    if (at > size) return from;
    const window = Buffer.alloc(WINDOW_BYTES);
    let windowAt = 0;
    let windowEnd = 0;
    while (at + HEADER_BYTES <= size) {
      if (at < windowAt || at + HEADER_BYTES > windowEnd) {
        const { bytesRead } = await file.read(window, 0, WINDOW_BYTES, at);
        windowAt = at;
        windowEnd = at + bytesRead;
      }
      const length = window.readUInt32LE(at - windowAt + LENGTH_AT);
      if (length < HEADER_BYTES || at + length > size) break;
      at += length;
    }
    return at === MAGIC_BYTES ? from : at;
  } finally {
    await file.close();
  }
}
