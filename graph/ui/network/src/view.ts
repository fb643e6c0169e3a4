// One drawn graph: Cytoscape and the frame around it, kept over reruns.
import cytoscape, { type Core, type EventObject, type NodeCollection } from "cytoscape";
import { apply, jobFor } from "./changes";
import { describeEdge, describeNode, elementsOf, idOf, type EdgeData, type NodeData } from "./elements";
import { savePng, saveSvg } from "./files";
import { find } from "./finding";
import { focusQuietly, frame, hideTip, showTip, type Frame } from "./frame";
import { keyPressed } from "./keys";
import { edgeCategory, fillLegend, labelCategory } from "./legend";
import { memoryOf, type Memory } from "./memory";
import { placesFor } from "./placing";
import type { Data, Drawing, Mount } from "./protocol";
import { elementWith, mark } from "./selection";
import { styleSheet, writingAt, type Writing } from "./style";
import { sameTheme, themeOf, type Theme } from "./theme";
import { bringIntoView, fit, mostlySeen, zoomBy, type Covered } from "./viewport";

const NARROW = 560;

export class View {
  private readonly frame: Frame;
  private readonly cy: Core;
  private readonly resized: ResizeObserver;
  private readonly memory: Memory;
  private theme: Theme;
  private writing: Writing = writingAt(1);
  private mount: Mount;
  private drawing: Drawing | null = null;
  private shownData: Data | null = null;
  private hits: NodeCollection;
  private hit = -1;

  constructor(mount: Mount) {
    this.mount = mount;
    this.memory = memoryOf(mount.data.key);
    this.frame = frame(mount.parentElement, {
      find: (words) => this.find(words),
      next: () => this.nextHit(),
      fit: () => this.fit(),
      zoom: (factor) => this.zoom(factor),
      png: () => void savePng(this.cy, this.theme),
      svg: () => saveSvg(this.cy, this.theme, this.writing),
    });
    this.setHeight(mount.data.height);
    this.theme = themeOf(this.frame.root);
    this.cy = cytoscape({
      container: this.frame.canvas,
      style: styleSheet(this.theme, this.writing),
      autounselectify: true,
      boxSelectionEnabled: false,
      minZoom: 0.05,
      maxZoom: 4,
    });
    this.hits = this.cy.collection().nodes();
    this.listen();
    this.resized = new ResizeObserver(() => this.resize());
    this.resized.observe(this.frame.root);
  }

  /** Called by Streamlit whenever the data or the theme has changed. */
  update(mount: Mount): void {
    this.mount = mount;
    this.setHeight(mount.data.height);
    this.followTheme();
    if (mount.data !== this.shownData) void this.show(mount.data);
    this.shownData = mount.data;
  }

  destroy(): void {
    this.resized.disconnect();
    this.cy.destroy();
    this.frame.root.remove();
  }

  // -- drawing ----------------------------------------------------------------------------------

  private async show(data: Data): Promise<void> {
    performance.mark("network:asked");
    const elements = elementsOf(data.drawing);
    const job = jobFor(elements, this.memory.places, this.aspect());
    if (job) {
      if (!this.drawing) this.frame.middle.textContent = "Placing the nodes…";
      const places = await placesFor(job);
      if (this.shownData !== data || this.cy.destroyed()) return;
      elements.filter((e) => e.group === "nodes").forEach((e, i) => this.memory.places.set(e.data.id as string, places[i]!));
    }
    const first = this.drawing === null || this.cy.nodes().empty();
    apply(this.cy, elements, this.memory.places);
    this.drawing = data.drawing;
    this.dress(data);
    this.look(first);
    this.cy.one("render", () => this.ready());
  }

  /** Everything around the nodes and edges that follows from the data. */
  private dress(data: Data): void {
    if (data.choice.order && data.choice.order !== this.memory.order) {
      this.memory.order = data.choice.order;
      this.memory.chosen = data.choice.id;
    }
    const { nodes, edges } = data.drawing;
    this.frame.note.textContent = data.drawing.note;
    this.frame.middle.textContent = nodes.length ? "" : "Nothing to draw.";
    this.frame.canvas.setAttribute("aria-label", `Graph of ${nodes.length} nodes and ${edges.length} links. The table beside it holds the same.`);
    this.hide();
    this.fillLegend();
    mark(this.cy, this.memory.chosen);
    if (this.frame.input.value) this.find(this.frame.input.value);
  }

  private look(first: boolean): void {
    if (first && this.memory.viewport) this.cy.viewport({ zoom: this.memory.viewport.zoom, pan: { ...this.memory.viewport.pan } });
    else if (first || !mostlySeen(this.cy)) this.fit();
    const chosen = elementWith(this.cy, this.memory.chosen);
    if (chosen?.isNode() && this.mount.data.choice.order === this.memory.order && this.memory.order) bringIntoView(this.cy, chosen, this.covered());
  }

  private ready(): void {
    performance.mark("network:drawn");
    this.frame.root.dataset.state = "ready";
  }

  private hide(): void {
    const hidden = this.memory.hidden;
    this.cy.batch(() => {
      this.cy.nodes().forEach((node) => void node.toggleClass("hidden", hidden.has(labelCategory((node.data() as NodeData).label))));
      this.cy.edges().forEach((edge) => void edge.toggleClass("hidden", hidden.has(edgeCategory((edge.data() as EdgeData).category))));
    });
  }

  private fillLegend(): void {
    if (!this.drawing) return;
    const folded = this.memory.folded ?? this.frame.root.clientWidth < NARROW;
    fillLegend(this.frame.legend, this.drawing, { hidden: this.memory.hidden, folded }, { toggle: (c) => this.toggle(c), fold: (f) => this.fold(f) }, this.theme);
  }

  // -- what the reader does -----------------------------------------------------------------------

  private listen(): void {
    const { cy } = this;
    cy.on("tap", (event: EventObject) => this.choose(event.target === cy ? null : idOf(event.target.id())));
    cy.on("tapstart", () => focusQuietly(this.frame.canvas));
    cy.on("mouseover", "node, edge", (event: EventObject) => this.point(event));
    cy.on("mouseout", "node, edge", (event: EventObject) => this.unpoint(event));
    cy.on("dragfree", "node", (event: EventObject) => this.memory.places.set(event.target.id(), { ...event.target.position() }));
    cy.on("viewport", () => hideTip(this.frame));
    cy.on("zoom", () => this.followZoom());
    cy.on("dragpan scrollzoom pinchzoom", () => this.keepViewport());
    this.frame.canvas.addEventListener("keydown", (event) =>
      keyPressed(event, { zoom: (f) => this.zoom(f), fit: () => this.fit(), pan: (by) => this.pan(by), find: () => this.frame.input.focus(), leave: () => this.choose(null) }),
    );
  }

  private choose(id: string | null): void {
    if (id === null && this.memory.chosen === null) return;
    this.memory.chosen = id;
    mark(this.cy, id);
    this.speak(id);
    this.mount.setStateValue("click", { id, at: Date.now() });
  }

  private speak(id: string | null): void {
    const one = elementWith(this.cy, id);
    this.frame.spoken.textContent = one ? this.describe(one) : "Nothing is chosen.";
  }

  private describe(one: cytoscape.SingularElementReturnValue): string {
    if (one.group() === "nodes") return describeNode(one.data() as NodeData);
    const name = (end: cytoscape.NodeSingular) => (end.data() as NodeData).name;
    return describeEdge(one.data() as EdgeData, name(one.source()), name(one.target()));
  }

  private point(event: EventObject): void {
    event.target.addClass("pointed");
    this.frame.canvas.style.cursor = "pointer";
    const { x, y } = event.renderedPosition;
    showTip(this.frame, this.describe(event.target), x, y);
  }

  private unpoint(event: EventObject): void {
    event.target.removeClass("pointed");
    this.frame.canvas.style.cursor = "";
    hideTip(this.frame);
  }

  private toggle(category: string): void {
    const { hidden } = this.memory;
    if (!hidden.delete(category)) hidden.add(category);
    this.hide();
    this.fillLegend();
  }

  private fold(folded: boolean): void {
    this.memory.folded = folded;
    this.fillLegend();
  }

  private find(words: string): number {
    this.hits = find(this.cy, words);
    this.hit = -1;
    return this.hits.length;
  }

  private nextHit(): void {
    if (this.hits.empty()) return;
    this.hit = (this.hit + 1) % this.hits.length;
    const node = this.hits[this.hit]!;
    bringIntoView(this.cy, node, this.covered());
    this.keepViewport();
    this.choose(idOf(node.id()));
  }

  // -- what is seen -----------------------------------------------------------------------------

  private fit(): void {
    fit(this.cy, this.covered());
    this.memory.viewport = null;
  }

  private zoom(factor: number): void {
    zoomBy(this.cy, factor);
    this.keepViewport();
  }

  private pan(by: { x: number; y: number }): void {
    this.cy.panBy(by);
    this.keepViewport();
  }

  private keepViewport(): void {
    this.memory.viewport = { zoom: this.cy.zoom(), pan: { ...this.cy.pan() } };
  }

  private covered(): Covered {
    const { bar, legend } = this.frame;
    const left = legend.hidden || legend.classList.contains("folded") ? 0 : legend.offsetLeft + legend.offsetWidth;
    return { top: bar.offsetTop + bar.offsetHeight, left };
  }

  private aspect(): number {
    const { root } = this.frame;
    return Math.max(0.5, root.clientWidth - 180) / Math.max(1, root.clientHeight - 60);
  }

  private setHeight(height: number): void {
    this.frame.root.style.height = `${height}px`;
  }

  private resize(): void {
    this.cy.resize();
    this.fillLegend();
    if (this.drawing && !this.memory.viewport) this.fit();
  }

  private followTheme(): void {
    const theme = themeOf(this.frame.root);
    if (sameTheme(theme, this.theme)) return;
    this.theme = theme;
    this.cy.style(styleSheet(theme, this.writing));
    this.fillLegend();
  }

  private followZoom(): void {
    const writing = writingAt(this.cy.zoom());
    if (writing.scale === this.writing.scale) return;
    this.writing = writing;
    this.cy.style(styleSheet(this.theme, writing));
  }
}
