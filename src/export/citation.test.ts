import { expect, it } from "vitest";
import { defaults } from "../settings/schema.ts";
import { captionOf, paperBibtex, toolBibtex } from "./citation.ts";
import { iframeCode } from "./embed.ts";

const subject = { question: "When?", trains: false, controls: [] };
const link = "https://example.org/#transfer?v=1&phi=35";

it("captions a figure with the question, what the tasks depend on, the seeds and the link", () => {
  const caption = captionOf(subject, { ...defaults(), phi: 35, mSource: 2000, seed: 7, seeds: 3 }, link);
  expect(caption).toMatch(/^When\? /);
  expect(caption).toContain("misalignment φ = 35°");
  expect(caption).toContain("source sample size mₛ = 2\u202F000");
  expect(caption).toContain("source task: angle φ");
  expect(caption).toContain("Seeds 7 to 9.");
  expect(caption.endsWith(link)).toBe(true);
});

it("leaves out of a caption what has no effect or is off", () => {
  const caption = captionOf(subject, { ...defaults(), kind: "3", printed: false, seeds: 1, seed: 4 }, link);
  expect(caption).not.toContain("misalignment");
  expect(caption).not.toContain("as printed");
  expect(caption).not.toMatch(/optimiser|Algorithm 2/);
  expect(caption).toContain("Seed 4.");
  expect(captionOf({ ...subject, trains: true }, defaults(), link)).toContain("optimiser");
  expect(caption).not.toContain("μ");
  expect(captionOf({ ...subject, aligned: true }, defaults(), link)).toContain("proximity weight μ = 100");
});

it("tells of task weights where they count", () => {
  const many = { ...defaults({}, "alg2"), weighting: "uniform" } as const;
  const labels = "labels in Algorithm 2";
  expect(captionOf(subject, many, link)).not.toContain(labels);
  expect(captionOf(subject, { ...many, weighting: "svd" }, link)).toContain(labels);
  expect(captionOf({ ...subject, controls: ["labels"] }, many, link)).toContain(labels);
  const networks = { ...defaults({}, "subspaces"), weighting: "svd" } as const;
  expect(captionOf(subject, networks, link)).not.toMatch(/task weights|labels in/);
  expect(captionOf({ ...subject, trains: true }, networks, link)).toContain("task weights: Algorithm 2");
});

it("cites the paper and the page in BibTeX whose braces close", () => {
  const cited = toolBibtex(link, new Date("2026-11-24T12:00:00Z"));
  expect(cited).toContain(`\\url{${link}}`);
  expect(cited).toContain("note = {Accessed 2026-11-24}");
  for (const entry of [cited, paperBibtex]) {
    const depths = Array.from(entry).reduce<number[]>((depth, character) => {
      const last = depth.at(-1) ?? 0;
      return [...depth, character === "{" ? last + 1 : character === "}" ? last - 1 : last];
    }, []);
    expect(Math.min(...depths)).toBe(0);
    expect(depths.at(-1)).toBe(0);
  }
});

it("writes a frame whose address holds the experiment, its theme and nothing that breaks the attribute", () => {
  const frame = {
    page: "https://example.org/",
    fragment: "#transfer?v=1&phi=35",
    height: 720,
    title: 'When "so"?',
  } as const;
  expect(iframeCode({ ...frame, theme: "dark", language: "de", controls: true, figure: "transfer-gap" })).toBe(
    '<iframe src="https://example.org/?embed&amp;figure=transfer-gap&amp;theme=dark&amp;lang=de#transfer?v=1&amp;phi=35" title="When &quot;so&quot;?" width="100%" height="720" loading="lazy" style="border: 0"></iframe>',
  );
  expect(iframeCode({ ...frame, theme: "system", language: "", controls: false, figure: "" })).toContain(
    'src="https://example.org/?embed&amp;hide=controls#transfer',
  );
});
