import { describe, expect, it } from "vitest";
import { families } from "../core/families/index.ts";
import type { Field } from "../core/fields.ts";
import { vocabulary } from "../core/vocabulary.ts";
import { inactiveSettings } from "./relations.ts";
import { type Settings, defaults, presets, schema, settingNames } from "./schema.ts";

describe("the schema", () => {
  it("gives a name one meaning: families share the vocabulary's own objects", () => {
    for (const { fields } of Object.values(families))
      for (const [name, field] of Object.entries<Field>(fields))
        if (Object.hasOwn(vocabulary, name))
          expect(field).toBe(Object.entries(vocabulary).find(([key]) => key === name)?.[1]);
  });

  it("gives a name one meaning: two families that share a name share the field", () => {
    const seen = new Map<string, Field>();
    for (const { fields } of Object.values(families))
      for (const [name, field] of Object.entries<Field>(fields)) {
        expect(field).toBe(seen.get(name) ?? field);
        seen.set(name, field);
      }
  });

  it.each(Object.entries<Field>(schema))("explains %s in a title and a sentence", (_, field) => {
    expect(field.title).not.toBe("");
    expect(field.doc).toMatch(/^[A-Z0-9].*\.$/);
  });

  it.each(Object.entries<Field>(schema))("starts %s within its range", (_, field) => {
    if (field.kind === "number") {
      expect(field.initial).toBeGreaterThanOrEqual(field.min);
      expect(field.initial).toBeLessThanOrEqual(field.max);
      if (field.integer) expect(Number.isInteger(field.initial)).toBe(true);
      if (field.scale === "log") expect(field.smallest).toBeGreaterThan(0);
    }
    if (field.kind === "choice") expect(Object.keys(field.options)).toContain(field.initial);
  });

  it("has the names of the contract", () => {
    const contract = "preset kind d kappa cosine phi mSource mTarget sigma ridge r seed seeds model";
    expect(settingNames).toEqual(expect.arrayContaining(contract.split(" ")));
  });
});

describe("presets", () => {
  // SPEC section 9: d, κ, cosine, m₁, σ, λ.
  it.each([
    ["paper", 100, 100, 0.96, 5, 2, 10],
    ["live", 100, 20, 0.96, 6, 2, 10],
    ["mini", 60, 30, 0.96, 3, 1.5, 5],
  ] as const)("are the published ones: %s", (name, d, kappa, cosine, mTarget, sigma, ridge) => {
    expect(presets[name]).toEqual({ family: "misaligned", model: "linear", d, kappa, cosine, mTarget, sigma, ridge });
  });

  it("lie over a lab's own values, and leave what they do not name", () => {
    const overlay = { kappa: 3, mSource: 77, preset: "mini" } as const;
    expect(defaults(overlay)).toMatchObject({ preset: "mini", kappa: 30, mSource: 77 });
    expect(defaults(overlay, "paper")).toMatchObject({ preset: "paper", kappa: 100, mSource: 77 });
  });
});

describe("a setting without effect", () => {
  const lab = { trains: true, controls: [] };

  it("is said, and is no fault", () => {
    expect(inactiveSettings({ ...defaults(), kind: "3" }, lab)).toHaveProperty("phi");
    const chosen: Settings = { ...defaults(), kind: "phi", weighting: "chosen" };
    expect(Object.keys(inactiveSettings(chosen, lab))).toEqual(["labels"]);
    expect(inactiveSettings(chosen, { ...lab, controls: ["labels"] })).toEqual({});
    expect(inactiveSettings({ ...defaults(), weighting: "svd" }, lab)).toHaveProperty("sourceWeight");
    expect(inactiveSettings({ ...defaults(), weighting: "svd" }, lab)).not.toHaveProperty("labels");
    expect(inactiveSettings({ ...defaults(), printed: true }, lab)).toHaveProperty("printed");
    expect(inactiveSettings({ ...defaults(), kind: "4", printed: true }, lab)).not.toHaveProperty("printed");
    for (const other of [defaults({}, "logi"), { ...defaults({}, "relu"), r: 2 }])
      expect(inactiveSettings(other, lab)).toHaveProperty("mu");
    expect(inactiveSettings(defaults({}, "relu"), lab)).not.toHaveProperty("mu");
  });

  it("is whatever weighs tasks, for networks that are fitted with every task alike", () => {
    const networks: Settings = { ...defaults({}, "subspaces"), weighting: "chosen" };
    const weights = ["weighting", "sourceWeight", "labels"];
    expect(Object.keys(inactiveSettings(networks, { ...lab, trains: false }))).toEqual(expect.arrayContaining(weights));
    expect(inactiveSettings(networks, lab)).not.toHaveProperty("weighting");
  });
});
