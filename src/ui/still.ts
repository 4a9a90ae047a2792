import { type ComponentType, createElement, memo } from "react";
import { useStore } from "./store.ts";

/** A component that is drawn anew only for other properties, for what it reads of the store itself, and in another language. */
export function still<Props extends object>(Component: ComponentType<Props>): ComponentType<Props> {
  function Still(props: Props) {
    useStore((state) => state.language);
    return createElement(Component, props);
  }
  return memo(Still);
}
