// The component's entry: Streamlit calls it on mount and whenever data or theme change, with the same parent.
import type { Mount } from "./protocol";
import { View } from "./view";

const views = new WeakMap<object, View>();

export default function network(mount: Mount): () => void {
  const { parentElement } = mount;
  const view = views.get(parentElement) ?? new View(mount);
  views.set(parentElement, view);
  view.update(mount);
  return () => {
    view.destroy();
    views.delete(parentElement);
  };
}
