import { type ReactNode, useId, useLayoutEffect, useRef } from "react";
import { say } from "../text/say.ts";
import "./dialog.css";

interface DialogProps {
  readonly className: string;
  readonly title: ReactNode;
  /** Called once it is shut, by its button or by Escape; the focus is then back where it was. */
  readonly close: () => void;
  readonly children: ReactNode;
}

/** A modal dialog, open as long as it is drawn. */
export function Dialog({ className, title, close, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useLayoutEffect(() => dialog.current?.showModal(), []); // never there without being open
  return (
    <dialog ref={dialog} className={`dialog ${className}`} aria-labelledby={id} tabIndex={-1} onClose={close}>
      <div className="dialog-head">
        <h2 id={id}>{title}</h2>
        <button type="button" onClick={() => dialog.current?.close()}>
          {say("Close")}
        </button>
      </div>
      {children}
    </dialog>
  );
}
