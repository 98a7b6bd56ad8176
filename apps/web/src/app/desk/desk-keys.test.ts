import { describe, expect, it } from 'vitest';
import { belongsInBox, commandOf } from './desk-keys';

const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
const inEmptyBox = { isInField: true, isBoxEmpty: true };
const inText = { isInField: true, isBoxEmpty: false };

describe('commandOf', () => {
  it.each([
    ['F1', 'why'],
    ['F2', 'lend'],
    ['F4', 'return'],
    ['F8', 'renew-all'],
    ['F9', 'pay'],
    ['Escape', 'escape'],
  ] as const)('%s works everywhere: %s', (key, command) => {
    expect(commandOf({ ...plain, key }, inEmptyBox)).toBe(command);
    expect(commandOf({ ...plain, key }, inText)).toBe(command);
  });

  it('dates back with Shift+F4, and chooses a due date with Shift+F2', () => {
    expect(commandOf({ ...plain, key: 'F4', shiftKey: true }, inText)).toBe('backdate');
    expect(commandOf({ ...plain, key: 'F2', shiftKey: true }, inEmptyBox)).toBe('choose-due');
    expect(commandOf({ ...plain, key: 'F8', shiftKey: true }, inEmptyBox)).toBeNull();
  });

  it('undoes with Ctrl+Z or ⌘Z, unless there is text to undo', () => {
    expect(commandOf({ ...plain, key: 'z', ctrlKey: true }, inEmptyBox)).toBe('undo');
    expect(commandOf({ ...plain, key: 'Z', metaKey: true }, inEmptyBox)).toBe('undo');
    expect(commandOf({ ...plain, key: 'z', ctrlKey: true }, inText)).toBeNull();
  });

  it('takes the question mark only in an empty box', () => {
    expect(commandOf({ ...plain, key: '?' }, inEmptyBox)).toBe('help');
    expect(commandOf({ ...plain, key: '?' }, inText)).toBeNull();
  });

  it('leaves the browser its own keys', () => {
    expect(commandOf({ ...plain, key: 'F5' }, inEmptyBox)).toBeNull();
    expect(commandOf({ ...plain, key: 'F4', altKey: true }, inEmptyBox)).toBeNull();
    expect(commandOf({ ...plain, key: 'r', ctrlKey: true }, inEmptyBox)).toBeNull();
  });
});

describe('belongsInBox', () => {
  it('sends characters to the box, but neither shortcuts nor what a field or a button takes', () => {
    expect(belongsInBox({ ...plain, key: '3' }, false)).toBe(true);
    expect(belongsInBox({ ...plain, key: '3' }, true)).toBe(false);
    expect(belongsInBox({ ...plain, key: ' ' }, false)).toBe(false);
    expect(belongsInBox({ ...plain, key: 'Tab' }, false)).toBe(false);
    expect(belongsInBox({ ...plain, key: 'c', ctrlKey: true }, false)).toBe(false);
  });
});
