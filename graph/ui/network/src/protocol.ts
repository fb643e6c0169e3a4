// What Python sends to the browser, and what the browser sends back.

export interface DrawnNode {
  readonly id: string;
  readonly label: string;
  readonly name: string;
}

export interface DrawnEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly family: string;
  readonly ended: boolean;
  readonly title: string;
}

export interface Drawing {
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly DrawnEdge[];
  /** Label to its plural, as the schema names it. */
  readonly plurals: Readonly<Record<string, string>>;
  /** What is not drawn, in words; empty when all is drawn. */
  readonly note: string;
}

export interface Data {
  readonly key: string;
  readonly height: number;
  readonly drawing: Drawing;
  /** The page's own choice; `order` grows each time the page makes one. */
  readonly choice: { readonly id: string | null; readonly order: number };
}

/** `at` makes each click differ from the one before, also when it is on the same thing. */
export interface Click {
  readonly id: string | null;
  readonly at: number;
}

/** What Streamlit calls the component with. */
export interface Mount {
  readonly data: Data;
  readonly parentElement: HTMLElement | ShadowRoot;
  setStateValue(name: "click", value: Click): void;
}
