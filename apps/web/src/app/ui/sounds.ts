import { Injectable, signal } from '@angular/core';

const KEY = 'biblio.sounds';

/** A rising tone for yes, two low ones for no, so that the desk hears the answer without looking. */
@Injectable({ providedIn: 'root' })
export class Sounds {
  private readonly enabled = signal(readChoice());
  private context: AudioContext | null = null;

  readonly isOn = this.enabled.asReadonly();

  turn(isOn: boolean): void {
    this.enabled.set(isOn);
    try {
      localStorage.setItem(KEY, isOn ? 'on' : 'off');
    } catch {
      // storage forbidden by the browser: the choice lasts for this visit
    }
  }

  yes(): void {
    this.play([
      { frequency: 660, start: 0, length: 0.07 },
      { frequency: 990, start: 0.07, length: 0.1 },
    ]);
  }

  no(): void {
    this.play([
      { frequency: 220, start: 0, length: 0.14 },
      { frequency: 175, start: 0.18, length: 0.22 },
    ]);
  }

  attention(): void {
    this.play([
      { frequency: 520, start: 0, length: 0.09 },
      { frequency: 520, start: 0.14, length: 0.09 },
    ]);
  }

  private play(tones: { frequency: number; start: number; length: number }[]): void {
    if (!this.enabled() || typeof AudioContext === 'undefined') return;
    this.context ??= new AudioContext();
    const now = this.context.currentTime;
    for (const tone of tones) {
      const oscillator = this.context.createOscillator();
      const gain = this.context.createGain();
      oscillator.frequency.value = tone.frequency;
      oscillator.type = 'triangle';
      gain.gain.setValueAtTime(0, now + tone.start);
      gain.gain.linearRampToValueAtTime(0.18, now + tone.start + 0.01);
      gain.gain.exponentialRampToValueAtTime(0.001, now + tone.start + tone.length);
      oscillator.connect(gain).connect(this.context.destination);
      oscillator.start(now + tone.start);
      oscillator.stop(now + tone.start + tone.length + 0.02);
    }
  }
}

function readChoice(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off';
  } catch {
    return true; // storage forbidden by the browser
  }
}
