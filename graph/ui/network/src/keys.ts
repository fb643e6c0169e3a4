// The keyboard on the canvas: + - 0 arrows / and Escape.

export interface KeyActions {
  zoom(factor: number): void;
  fit(): void;
  pan(by: { x: number; y: number }): void;
  find(): void;
  leave(): void;
}

const STEP = 60;

export function keyPressed(event: KeyboardEvent, actions: KeyActions): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const does: Record<string, () => void> = {
    "+": () => actions.zoom(1.3),
    "=": () => actions.zoom(1.3),
    "-": () => actions.zoom(1 / 1.3),
    "0": () => actions.fit(),
    "/": () => actions.find(),
    Escape: () => actions.leave(),
    ArrowLeft: () => actions.pan({ x: STEP, y: 0 }),
    ArrowRight: () => actions.pan({ x: -STEP, y: 0 }),
    ArrowUp: () => actions.pan({ x: 0, y: STEP }),
    ArrowDown: () => actions.pan({ x: 0, y: -STEP }),
  };
  const action = does[event.key];
  if (!action) return;
  event.preventDefault();
  event.stopPropagation();
  action();
}
