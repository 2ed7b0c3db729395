import { memoryStore } from "@/lib/store/memory";
import { describeGraphStore } from "./graph-store";

describeGraphStore("memory", async (graphs) => memoryStore(graphs));
