// Asks the worker for places; where a page forbids workers, the same function runs here.
import type { Job, Point } from "./job";
import { arrange } from "./layout";

declare const WORKER_SOURCE: string;

/** Places for a job. The layout is bounded, so the worker always answers. */
export async function placesFor(job: Job): Promise<Point[]> {
  try {
    return await inWorker(job);
  } catch {
    return arrange(job);
  }
}

function inWorker(job: Job): Promise<Point[]> {
  return new Promise((resolve, reject) => {
    const address = URL.createObjectURL(new Blob([WORKER_SOURCE], { type: "text/javascript" }));
    const worker = new Worker(address);
    const end = (finish: () => void) => {
      worker.terminate();
      URL.revokeObjectURL(address);
      finish();
    };
    worker.onmessage = (event: MessageEvent<Point[]>) => end(() => resolve(event.data));
    worker.onerror = () => end(() => reject(new Error("the layout worker did not start")));
    worker.postMessage(job);
  });
}
