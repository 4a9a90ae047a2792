import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Field } from "../core/fields.ts";
import { formatPoints } from "../core/points.ts";
import { overlays } from "../labs/openings.ts";
import { formatFragment, homeLab, lastingFragment, parseLink, parseValue } from "./permalink.ts";
import { published } from "./published.ts";
import { fitRelations } from "./relations.ts";
import { written } from "../text/sentence.ts";
import { type SettingName, type Settings, defaults, presets, schema, settingNames } from "./schema.ts";

/** Every value that a field takes, the ends of its range among them. */
function valueOf(field: Field): fc.Arbitrary<Settings[SettingName]> {
  switch (field.kind) {
    case "number": {
      const { min, max, initial, integer } = field;
      const within = integer ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true });
      return fc.oneof(fc.constantFrom(min, max, initial), within).map((value) => value + 0); // no −0
    }
    case "choice":
      return fc.constantFrom(...(Object.keys(field.options) as never[])); // one of the field's own options
    case "switch":
      return fc.boolean();
    case "points": {
      const coordinate = fc.integer({ min: -100 * field.reach, max: 100 * field.reach }).map((n) => n / 100 || 0);
      return fc.array(fc.tuple(coordinate, coordinate), { maxLength: field.most }).map(formatPoints);
    }
  }
  field satisfies never;
}

const arbitraries = Object.fromEntries(settingNames.map((name) => [name, valueOf(schema[name])]));
/** Random settings of every field that keep the relations. */
const validSettings = fc.record(arbitraries).map((values) => fitRelations(values as unknown as Settings).settings); // a record of each field's own values
/** Random changes to the defaults of a preset. */
const changedPreset = fc
  .tuple(
    fc.constantFrom(...(Object.keys(presets) as Settings["preset"][])),
    fc.record(arbitraries, { requiredKeys: [] }),
  )
  .map(([preset, changes]) => fitRelations({ ...defaults(overlays[homeLab], preset), ...changes, preset }).settings);
const parse = (link: string): ReturnType<typeof parseLink> => parseLink(link, overlays);
const problemsOf = (link: string): readonly string[] => parse(link).faults.map(({ problem }) => written(problem));
const base = defaults(overlays[homeLab]);

describe("a permalink", () => {
  it.each([
    ["of every field", validSettings],
    ["that change a preset", changedPreset],
  ] as const)("gives back the settings it was made of: settings %s", (_, settings) => {
    fc.assert(
      fc.property(settings, (wanted) => {
        const read = parse(formatFragment(homeLab, wanted, overlays));
        expect(read).toMatchObject({ lab: homeLab, faults: [] });
        expect(read.settings).toEqual(wanted);
      }),
      { numRuns: 300 },
    );
  });

  it("writes what differs from the defaults, and nothing else", () => {
    fc.assert(
      fc.property(changedPreset, (settings) => {
        const ofPreset = defaults(overlays[homeLab], settings.preset);
        const differing = settingNames.filter((name) =>
          name === "preset" ? settings.preset !== base.preset : settings[name] !== ofPreset[name],
        );
        const written = new URLSearchParams(formatFragment(homeLab, settings, overlays).split("?")[1] ?? "");
        expect([...written.keys()]).toEqual(differing.length > 0 ? ["v", ...differing] : []);
      }),
    );
  });

  it("of the defaults is the lab's name alone", () => {
    expect(formatFragment(homeLab, base, overlays)).toBe("#transfer");
    expect(lastingFragment(homeLab, base, overlays)).toBe("#transfer?v=1");
  });

  it("reads like mathematics", () => {
    const settings: Settings = { ...base, preset: "live", phi: 22.5, mSource: 200, seed: 7 };
    for (const format of [formatFragment, lastingFragment])
      expect(format(homeLab, settings, overlays)).toBe("#transfer?v=1&phi=22.5&mSource=200&seed=7");
  });

  it("stands alone, after an address, after a presentation, or without its #", () => {
    const fragment = "transfer?v=1&phi=30";
    for (const link of [
      fragment,
      `#${fragment}`,
      `?theme=dark#${fragment}`,
      `https://example.org/a/?theme=dark#${fragment}`,
    ])
      expect(parse(link)).toMatchObject({ lab: "transfer", faults: [], settings: { ...base, phi: 30 } });
  });

  it("keeps presentation apart: it changes nothing of the experiment", () => {
    const { presentation, settings, faults } = parse("?engine=cpu&theme=dark#transfer?phi=30");
    expect(presentation.get("engine")).toBe("cpu");
    expect(presentation.get("theme")).toBe("dark");
    expect([settings, faults]).toEqual([{ ...base, phi: 30 }, []]);
    expect(parse("?engine=cpu").presentation.get("engine")).toBe("cpu");
    expect(parse("https://example.org/?engine=cpu").settings).toEqual(base);
  });

  it("expands the preset before the other keys, wherever it stands", () => {
    expect(parse("#transfer?kappa=7&preset=paper").settings).toEqual({
      ...defaults(overlays[homeLab], "paper"),
      kappa: 7,
    });
  });

  it("never throws and always gives settings that fit, whatever it is given", () => {
    const names = fc.constantFrom(...settingNames, "v", "toString", "__proto__");
    const query = fc
      .array(fc.tuple(names, fc.oneof(fc.string(), fc.double().map(String))))
      .map((pairs) => pairs.map(([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`).join("&"));
    const links = fc.oneof(
      fc.string(),
      fc.string({ unit: "binary" }),
      query.map((text) => `#transfer?${text}`),
    );
    fc.assert(
      fc.property(links, (link) => {
        const { settings, faults, lab } = parse(link);
        expect(Object.keys(overlays)).toContain(lab);
        const refused = settingNames.filter((name) => "problem" in parseValue(name, String(settings[name])));
        expect(refused).toEqual([]);
        expect(fitRelations(settings).repairs).toEqual([]);
        expect(faults.filter(({ problem, remedy }) => !/^\S.*\.$/s.test(written([problem, remedy])))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it("has no negative zero", () => {
    const { settings } = parse("#transfer?cosine=-0&phi=-0.0");
    expect(Object.is(settings.cosine, 0) && Object.is(settings.phi, 0)).toBe(true);
    expect(formatFragment(homeLab, { ...base, cosine: -0 }, overlays)).toContain("cosine=0");
  });
});

describe("what a link cannot mean", () => {
  it.each([
    ["an unknown setting", "phy=60", "There is no setting named “phy”."],
    ["a name that every object has", "toString=1", "There is no setting named “toString”."],
    ["no number", "phi=abc", "phi cannot be “abc”: it must be a number from 0 to 90."],
    ["nothing", "phi=", "phi cannot be “”: it must be a number from 0 to 90."],
    ["a hexadecimal number", "phi=0x10", "phi cannot be “0x10”: it must be a number from 0 to 90."],
    ["infinity", "phi=Infinity", "phi cannot be “Infinity”: it must be a number from 0 to 90."],
    ["too much", "phi=90.5", "phi cannot be “90.5”: it must be a number from 0 to 90."],
    ["too little", "cosine=-1.01", "cosine cannot be “-1.01”: it must be a number from -1 to 1."],
    ["a part of a whole", "mSource=1.5", "mSource cannot be “1.5”: it must be a whole number from 1 to 20000."],
    ["another source task", "kind=5", "kind cannot be “5”: it must be one of 2, 3, 4, phi."],
    [
      "another preset",
      "preset=huge",
      "preset cannot be “huge”: it must be one of paper, live, mini, relu, logi, cap, alg2, alg2pair, fig2, subspaces, thm2.",
    ],
    ["neither true nor false", "whiten=1", "whiten cannot be “1”: it must be true or false."],
    ["twice the same", "phi=60&phi=60", "phi stands in the link more than once."],
    ["another version", "v=2", "The link has version v=2, which is not known here; known is 1."],
  ])("is named, and the default stands: %s", (_, query, problem) => {
    expect(problemsOf(`#transfer?${query}`)).toEqual([problem]);
    expect(parse(`#transfer?${query}`).settings).toEqual(base);
  });

  it("opens the home lab for an unknown one, and keeps the settings", () => {
    const { lab, settings, faults } = parse("#nowhere?phi=30");
    expect([lab, settings.phi]).toEqual([homeLab, 30]);
    expect(faults.map(({ problem, remedy }) => written([problem, remedy]))).toEqual([
      `There is no lab named “nowhere”; there is ${Object.keys(overlays).join(", ")}. The lab transfer is shown.`,
    ]);
    expect(problemsOf("#constructor")).toHaveLength(1);
  });

  it("names every fault of a link, not only the first", () => {
    expect(problemsOf("#nowhere?v=9&phy=1&phi=x&kind=5")).toHaveLength(5);
  });

  it("says what is used instead", () => {
    expect(parse("#transfer?preset=mini&kappa=0").faults.map(({ remedy }) => written(remedy))).toEqual([
      "kappa = 30 is used.",
    ]);
  });
});

describe("settings that do not fit together", () => {
  it("take the nearest that do, and are named", () => {
    const { settings, faults } = parse("#transfer?d=2&r=5");
    expect(settings).toMatchObject({ d: 2, r: 2 });
    expect(faults.map(({ problem, remedy }) => written([problem, remedy]))).toEqual([
      "r cannot be 5: the capacity is at most d = 2. r = 2 is used.",
    ]);
  });

  it("end with the last seed there is", () => {
    const beyond = "#transfer?seed=4294967295&seeds=3";
    expect(parse(beyond).settings).toMatchObject({ seed: 4_294_967_295, seeds: 1 });
    expect(problemsOf(beyond)).toEqual(["seeds cannot be 3: from seed 4294967295 on there are only 1."]);
    expect(problemsOf("#transfer?seed=4294967295&seeds=1")).toEqual([]);
  });

  it("stay within memory", () => {
    const { settings, faults } = parse("#transfer?d=400&mSource=20000&seeds=200");
    expect((settings.mSource + settings.mTarget) * settings.d * settings.seeds).toBeLessThanOrEqual(100_000_000);
    expect(written(faults[0].problem)).toBe("seeds cannot be 200: tasks of this size fit into memory 12 times.");
  });
});

describe("published links", () => {
  it.each(published)("open for ever: $link", ({ link, lab, settings }) => {
    expect(parse(link)).toMatchObject({ lab, faults: [] });
    expect(parse(link).settings).toEqual(settings);
  });
});
