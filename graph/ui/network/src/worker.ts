// The layout off the main thread: one job in, its places out.
import { arrange, type Job } from "./layout";

self.onmessage = (event: MessageEvent<Job>) => self.postMessage(arrange(event.data));
