import { type ComponentType, type ReactNode, Suspense, createElement, use } from "react";
import { NotLoaded } from "./NotLoaded.tsx";
import { late } from "./late.ts";

/** A component that is loaded when it is first drawn; until then `room` stands in its place. */
export function lateComponent<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  room?: ReactNode,
): ComponentType<Props> {
  const loaded = late(load);
  function Loaded(props: Props) {
    const component = use(loaded());
    return component ? createElement(component, props) : <NotLoaded />;
  }
  return (props) => (
    <Suspense fallback={room}>
      <Loaded {...props} />
    </Suspense>
  );
}
