// The layout off the main thread: one job in, its places out.
import type { Job } from "./job";
import { arrange } from "./layout";

self.onmessage = (event: MessageEvent<Job>) => self.postMessage(arrange(event.data));
