import { afterEach, describe, expect, it } from "vitest";
import { formatEstimate, formatNumber, formatRange, formatValue, writeNumbersIn } from "../core/format.ts";
import { german } from "./german.ts";
import { parts, named, say, speak, told } from "./say.ts";
import { Told, sentence, written } from "./sentence.ts";

const entries = Object.entries<string>(german);

/** Names, symbols and words that both languages share. */
const shared = new Set(
  [
    "Pause;Training;Link;Transfer;Experiment;Adam;ReLU;linear;orthogonal;ellipse;minimum;Pause (Space)",
    "Engine: {engine}.;Engine: {engine} ({adapter}).;99 % in {rank};{format} of {title};{where} ({seeds}): {value}.",
  ].flatMap((names) => names.split(";")),
);

const namesIn = (phrase: string): readonly string[] =>
  [...phrase.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

const sources: Record<string, string> = import.meta.glob(
  ["../**/*.{ts,tsx}", "!../**/*.test.{ts,tsx}", "!./german/*", "!../labs/texts/**", "!../glossary/germanWords.ts"],
  { query: "?raw", import: "default", eager: true },
);

afterEach(() => {
  speak(undefined);
  writeNumbersIn("en");
});

describe("the catalogue", () => {
  it("has something else to say in German, but for names", () => {
    const same = entries.filter(([english, translated]) => english === translated && !shared.has(english));
    expect(same.map(([english]) => english)).toEqual([]);
    expect(entries.filter(([, translated]) => translated.trim() === "")).toEqual([]);
  });

  it("asks for the same values in both languages", () => {
    for (const [english, translated] of entries) expect(namesIn(translated), english).toEqual(namesIn(english));
  });

  it("ends a sentence where the English one ends, and quotes as German does", () => {
    for (const [english, translated] of entries) {
      if (/[.?…]$/.test(english)) expect(translated, english).toMatch(/[.?…]$/);
      expect(translated, english).not.toMatch(/[“][^„]*”|'s /);
    }
  });

  it("has no sentence that nobody says", () => {
    const all = Object.values(sources).join("\n");
    const composed = /^the paper, .*\.$|^true, /; // a family's source with a full stop; the name of a true boundary
    const unsaid = entries.filter(([english]) => !all.includes(english) && !composed.test(english));
    expect(unsaid.map(([english]) => english)).toEqual([]);
  });
});

describe("what is said", () => {
  it("is English until another language is spoken", () => {
    expect(say("Paused at step {step}.", { step: 12 })).toBe("Paused at step 12.");
    speak(german);
    expect(say("Paused at step {step}.", { step: 12 })).toBe("Angehalten bei Schritt 12.");
    speak(undefined);
    expect(say("Play")).toBe("Play");
  });

  it("can be kept, and is said later in the language of then, with what it is made of", () => {
    const kept = [
      sentence("It took over from {engine}.", { engine: sentence("the CPU in float64") }),
      sentence("It stays at {value}.", { value: 1234.5 }),
    ];
    expect(told(kept)).toBe("It took over from the CPU in float64. It stays at 1\u202F234.5.");
    speak(german);
    writeNumbersIn("de");
    expect(told(kept)).toBe("Sie hat übernommen von: die CPU in float64. Es bleibt bei 1\u202F234,5.");
    expect(written(kept[1])).toBe("It stays at 1234.5.");
    expect(new Told(kept[1]).message).toBe("It stays at 1234.5.");
  });

  it("gives parts in the order of the language, and words of no catalogue as they are", () => {
    speak(german);
    const phrase =
      "With capacity {r} sharing {verdict}: the risk changes by {gap}. The true parameters lie near a subspace of dimension {rank}; the least risk is at {least}.";
    const made = parts(phrase, { r: 1, verdict: 2, gap: 3, rank: 4, least: 5 });
    expect(made.slice(0, 4)).toEqual(["Das Teilen bei Kapazität ", 1, " ", 2]);
    expect(named("Δ")).toBe("Δ");
  });
});

describe("numbers in German", () => {
  it("have a decimal comma and no point between thousands", () => {
    writeNumbersIn("de");
    expect(formatNumber(0.314)).toBe("0,31");
    expect(formatNumber(3.14e-5)).toBe("3,1×10⁻⁵");
    expect(formatEstimate(0.312, 0.041, { signed: true })).toBe("+0,31 ± 0,04");
    expect(formatValue(12_345.5)).toBe("12\u202F345,5");
    expect(formatValue(1.5e-7)).toBe("1,5e−7");
    expect(formatRange(-3, 4, 0)).toBe("−3 bis 4");
    writeNumbersIn("en");
    expect(formatNumber(0.314)).toBe("0.31");
  });
});
