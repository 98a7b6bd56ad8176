/** What a key asks of the desk, wherever the cursor stands. */
export type DeskCommand =
  'lend' | 'return' | 'backdate' | 'choose-due' | 'renew-all' | 'pay' | 'undo' | 'print' | 'escape' | 'help' | 'why';

export interface PressedKey {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/** Where the cursor stands when a key is pressed. */
export interface CursorPlace {
  /** In any field that takes text. */
  isInField: boolean;
  /** The box is empty, or the cursor is in no field at all: keys that also edit text are the desk's. */
  isBoxEmpty: boolean;
}

/** With Shift, what the same key does, but not as of now. */
const SHIFTED_KEYS: Record<string, DeskCommand> = { F2: 'choose-due', F4: 'backdate' };
const FUNCTION_KEYS: Record<string, DeskCommand> = { F1: 'why', F2: 'lend', F4: 'return', F8: 'renew-all', F9: 'pay' };

/** The desk's command for a key, or null when the key belongs to the field or the browser. */
export function commandOf(
  { key, ctrlKey, metaKey, altKey, shiftKey }: PressedKey,
  place: CursorPlace,
): DeskCommand | null {
  if (altKey) return null;
  if (ctrlKey || metaKey) {
    if (key.toLowerCase() === 'p') return 'print';
    return key.toLowerCase() === 'z' && place.isBoxEmpty ? 'undo' : null;
  }
  if (key === 'Escape') return 'escape';
  if (key === '?' && place.isBoxEmpty) return 'help';
  return (shiftKey ? SHIFTED_KEYS[key] : FUNCTION_KEYS[key]) ?? null;
}

/** Whether a key writes a character that should land in the box although the cursor stands elsewhere. */
export function belongsInBox(
  { key, ctrlKey, metaKey, altKey }: Omit<PressedKey, 'shiftKey'>,
  isInField: boolean,
): boolean {
  return !isInField && key.length === 1 && key !== ' ' && !ctrlKey && !metaKey && !altKey;
}
