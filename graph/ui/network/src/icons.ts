// The icons, drawn by us on a grid of 24 with a pen of 2.

const PATHS: Record<string, string> = {
  building: "M4.5 20.5V4.5h9v16 M13.5 10h6v10.5 M2.5 20.5h19 M7.5 8h3 M7.5 12h3 M7.5 16h3 M16.5 13.5v0 M16.5 17v0",
  columns: "M3 9 12 3.8 21 9z M5.5 12v5.5 M9.8 12v5.5 M14.2 12v5.5 M18.5 12v5.5 M3 20.5h18",
  box: "M12 3l7.8 4.5v9L12 21l-7.8-4.5v-9z M4.2 7.5 12 12l7.8-4.5 M12 12v9",
  chip: "M7 7h10v10H7z M10 3v4 M14 3v4 M10 17v4 M14 17v4 M3 10h4 M3 14h4 M17 10h4 M17 14h4",
  layers: "M12 4l8.5 4.5L12 13 3.5 8.5z M3.5 12.5 12 17l8.5-4.5 M3.5 16.5 12 21l8.5-4.5",
  person: "M12 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8z M4.5 20.5a7.5 6 0 0 1 15 0",
  flag: "M6 21V3.5 M6 4.5h12l-3 4 3 4H6",
  lines: "M6 7h12 M6 12h12 M6 17h7",
  quote: "M9.5 6.5h-4v5h4v1.5a4 4 0 0 1-3 4 M18.5 6.5h-4v5h4v1.5a4 4 0 0 1-3 4",
  scales: "M12 3.5v17 M8 20.5h8 M4.5 7h15 M5 7l-2.7 6.5h5.4z M19 7l-2.7 6.5h5.4z",
  question: "M8.8 9a3.2 3.2 0 1 1 4.6 2.9c-.9.5-1.4 1.1-1.4 2.1v.5 M12 18v0",
  fit: "M4 9V4h5 M20 9V4h-5 M4 15v5h5 M20 15v5h-5",
  closer: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13z M15.5 15.5 20.5 20.5 M7.5 10.5h6 M10.5 7.5v6",
  farther: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13z M15.5 15.5 20.5 20.5 M7.5 10.5h6",
  picture: "M4 4.5h16v15H4z M8.6 10a1.4 1.4 0 1 0 0-2.8 1.4 1.4 0 0 0 0 2.8z M4.5 17.5 9.5 13l3.5 3 3-2.5 4 3.5",
  download: "M12 4v11 M7.5 11 12 15.5 16.5 11 M5 20h14",
  fold: "M6 9.5l6 6 6-6",
};

export const PEN = 2;

/** The path of an icon; a question mark where there is none of that name. */
export function iconPath(name: string): string {
  return PATHS[name] ?? (PATHS.question as string);
}

/** The icon as an image for Cytoscape: a data address, so nothing is fetched. */
export function iconImage(name: string, ink: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="48" height="48" viewBox="0 0 24 24" fill="none" stroke="${ink}" stroke-width="${PEN}" stroke-linecap="round" stroke-linejoin="round"><path d="${iconPath(name)}"/></svg>`;
  return `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`;
}
