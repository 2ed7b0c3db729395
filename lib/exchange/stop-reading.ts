import { type ReadProblem, type Sink, StoppedReading } from "./exchange";

/** Tells a problem after which nothing of the file can be taken, and throws StoppedReading. */
export function stopReading(sink: Sink, problem: Omit<ReadProblem, "file" | "isFatal">): never {
  sink.problem({ ...problem, isFatal: true });
  throw new StoppedReading(problem.code);
}
