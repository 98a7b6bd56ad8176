/** Characters this close together, in milliseconds, come from a scanner and not from fingers. */
const LONGEST_GAP_MS = 50;
/** Scanners send Enter a little later than the last character. */
const LONGEST_GAP_BEFORE_ENTER_MS = 150;
const SHORTEST_CODE = 5;

/**
 * Tells a scanner from fingers by its rhythm, so that a code scanned while the cursor stands in another field (a comment,
 * an amount) still reaches the desk. Feed it every key with its time; it answers the code when one ends with Enter.
 */
export class ScannerBurst {
  private text = '';
  private lastAt = Number.NEGATIVE_INFINITY;
  private began = Number.NEGATIVE_INFINITY;

  /** When the first character of the burst came that has just ended. */
  get beganAt(): number {
    return this.began;
  }

  /** Takes one key of a keydown event; answers the whole code when this Enter ends a burst, otherwise null. */
  press(key: string, at: number): string | null {
    const gap = at - this.lastAt;
    const isQuick = gap <= LONGEST_GAP_MS;
    if (key === 'Enter') {
      const code = gap <= LONGEST_GAP_BEFORE_ENTER_MS && this.text.length >= SHORTEST_CODE ? this.text : null;
      this.forget();
      return code;
    }
    if (key.length !== 1) return null; // Shift, which scanners send for capitals, is no character and no pause
    if (!isQuick) this.began = at;
    this.text = isQuick ? this.text + key : key;
    this.lastAt = at;
    return null;
  }

  forget(): void {
    this.text = '';
    this.lastAt = Number.NEGATIVE_INFINITY;
  }
}
