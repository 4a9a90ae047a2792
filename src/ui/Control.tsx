/** A field of the schema as a control, one case per kind: slider with number box, options, or switch. */
import { type RefObject, useEffect, useId, useRef } from "react";
import type { ChoiceField, Field, NumberField, SwitchField } from "../core/fields.ts";
import { formatValue } from "../core/format.ts";
import { named, say, told } from "../text/say.ts";
import { familyDescriptions } from "../core/families/descriptions/index.ts";
import { type SettingName, type Settings, presets, schema } from "../settings/schema.ts";
import type { Said } from "../text/sentence.ts";
import { Meant } from "./Meant.tsx";
import { NumberBox } from "./NumberBox.tsx";
import { changeSettings } from "./actions.ts";
import { lateComponent } from "./lateComponent.tsx";
import { nextValue, positionOf, sliderRange, valueAt } from "./slider.ts";
import { still } from "./still.ts";
import { useStore } from "./store.ts";

interface ControlProps {
  readonly name: SettingName;
  /** Why the setting has no effect now, in a sentence; empty if it has. */
  readonly inactive: Said;
}

export const Control = still(function Control({ name, inactive }: ControlProps) {
  const field: Field = schema[name];
  const value = useStore((state) => state.settings[name]);
  return (
    <div className="control" data-setting={name} data-inactive={inactive !== ""}>
      {field.kind === "number" && typeof value === "number" && (
        <NumberControl name={name} field={field} value={value} inactive={inactive} />
      )}
      {field.kind === "choice" && <ChoiceControl name={name} field={field} value={String(value)} inactive={inactive} />}
      {field.kind === "switch" && (
        <SwitchControl name={name} field={field} value={value === true} inactive={inactive} />
      )}
      {field.kind === "points" && <PointsControl name={name} field={field} value={String(value)} />}
      <Meant of={name} label={say("What {title} means", { title: named(field.title) })}>
        ?
      </Meant>
    </div>
  );
});

const PointsControl = lateComponent(async () => (await import("./PointsControl.tsx")).PointsControl);

interface Of<F extends Field, T> {
  readonly name: SettingName;
  readonly field: F;
  readonly value: T;
  readonly inactive: Said;
}

/** Why it has no effect, else what it means. */
const docOf = (inactive: Said, doc: string): string => (inactive === "" ? named(doc) : told(inactive));

function NumberControl({ name, field, value, inactive }: Of<NumberField, number>) {
  const id = useId();
  const slider = useRef<HTMLInputElement>(null);
  useReleased(slider, (element) => changeSettings({ [name]: valueAt(field, Number(element.value)) }));
  return (
    <>
      <label htmlFor={id}>
        {named(field.title)}
        {field.symbol !== undefined && field.symbol !== "" && <Letter symbol={field.symbol} />}
      </label>
      <NumberBox
        name={name}
        label={say("{setting}, exact value", { setting: named(field.title) })}
        range={field}
        unit={field.unit}
        value={value}
        next={(from, direction) => nextValue(field, from, direction)}
        set={(to) => changeSettings({ [name]: to })}
      />
      <input
        ref={slider}
        id={id}
        type="range"
        {...sliderRange(field)}
        value={positionOf(field, value)}
        aria-valuetext={formatValue(value, field.unit)}
        aria-describedby={`${id}-doc`}
        onChange={({ target }) => changeSettings({ [name]: valueAt(field, Number(target.value)) }, false)}
      />
      <small id={`${id}-doc`}>{docOf(inactive, field.doc)}</small>
    </>
  );
}

/** A letter stays with the last word; what is longer than a few may have a line of its own. */
function Letter({ symbol }: { readonly symbol: string }) {
  return (
    <>
      {symbol.length > 4 ? " " : "\u00A0"}
      <var>{symbol}</var>
    </>
  );
}

function ChoiceControl({ name, field, value, inactive }: Of<ChoiceField, string>) {
  const id = useId();
  const family = useStore((state) => state.settings.family);
  const options = Object.entries(field.options).filter(([option]) => suits(name, option, family));
  return (
    <fieldset aria-describedby={`${id}-doc`}>
      <legend>{named(field.title)}</legend>
      <div className="options">
        {options.map(([option, { title, doc }]) => (
          <label key={option} title={named(doc)}>
            <input
              type="radio"
              name={`${id}-${name}`}
              value={option}
              checked={option === value}
              onChange={() => changeSettings({ [name]: option })}
              onClick={() => option === value && changeSettings({ [name]: option })} // back to all of a preset
            />
            <span>{named(title)}</span>
          </label>
        ))}
      </div>
      <small id={`${id}-doc`}>{docOf(inactive, field.options[value]?.doc ?? field.doc)}</small>
    </fieldset>
  );
}

/** A preset of another family belongs to another lab, and a family has its own kinds of model. */
function suits(name: SettingName, option: string, family: Settings["family"]): boolean {
  if (name === "preset")
    return Object.entries(presets).some(([preset, set]) => preset === option && set.family === family);
  const models: readonly string[] = familyDescriptions[family].models;
  return name !== "model" || models.includes(option);
}

function SwitchControl({ name, field, value, inactive }: Of<SwitchField, boolean>) {
  const id = useId();
  return (
    <>
      <label className="switch">
        <input
          type="checkbox"
          name={name}
          checked={value}
          aria-describedby={`${id}-doc`}
          onChange={({ target }) => changeSettings({ [name]: target.checked })}
        />
        {named(field.title)}
      </label>
      <small id={`${id}-doc`}>{docOf(inactive, field.doc)}</small>
    </>
  );
}

/**
 * Calls back once a change is done: the DOM's own `change` event, which React's onChange is not. A key that is held
 * changes the value many times and is done when it is let go.
 */
function useReleased(input: RefObject<HTMLInputElement | null>, released: (input: HTMLInputElement) => void): void {
  const latest = useRef(released);
  useEffect(() => {
    latest.current = released;
  });
  useEffect(() => {
    const element = input.current;
    if (!element) return undefined;
    let held = false;
    let changed = false;
    const stop = new AbortController();
    const listen = (type: string, listener: (event: Event) => void): void =>
      element.addEventListener(type, listener, { signal: stop.signal });
    const done = (): void => {
      held = false;
      if (changed) latest.current(element);
      changed = false;
    };
    listen("keydown", (event) => (held = event instanceof KeyboardEvent && event.key.startsWith("Arrow")));
    listen("change", () => {
      changed = true;
      if (!held) done();
    });
    listen("keyup", done);
    listen("blur", done);
    return () => stop.abort();
  }, [input]);
}
