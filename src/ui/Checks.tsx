import "./checks.css";
import { Precision } from "./Precision.tsx";
import { UsualWay } from "./UsualWay.tsx";

/** What can be asked of a run besides its numbers: whether they are precise, and what is gained by how they are made. */
export function Checks() {
  return (
    <>
      <Precision />
      <UsualWay />
    </>
  );
}
