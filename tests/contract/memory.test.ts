import { memoryStore } from "@/lib/store/memory";
import { describeGraphStore } from "./graph-store";
import { describeTiles } from "./tiles";

describeGraphStore("memory", async (graphs) => memoryStore(graphs));
describeTiles("memory", async (graphs) => memoryStore(graphs));
