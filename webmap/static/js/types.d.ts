// The shapes that cross between the server and the modules; read by the type checker only.
export type Lang = "zh" | "en";
export type Pair = [zh: string, en: string];
export type Shape =
  | "diamond" | "circle" | "square" | "triangle" | "pentagon" | "hexagon" | "star" | "cross" | "ring" | "line" | "band";

export interface MapOptions {
  center: [lat: number, lon: number];
  zoom: number;
  /** First view of a map narrower than 640 pixels; without it the first view from one zoom further off. */
  narrow?: { center: [lat: number, lon: number]; zoom: number };
  minZoom?: number;
  maxZoom?: number;
  lang: Lang;
  page?: "explore" | "embed" | "present";
  strings?: Record<string, string>;
}

export interface BasemapOptions {
  tiles?: string;
  relief?: string | null;
  /** Deepest level of the relief pictures; deeper tiles enlarge it. */
  reliefMaxZoom?: number;
  /** Address of a provider's pictures instead of our tiles, and their deepest level. */
  raster?: string;
  maxZoom?: number;
  worldMaxZoom?: number;
  detail?: { bounds: [west: number, south: number, east: number, north: number]; maxZoom: number };
  attribution?: string;
}

export interface FeatureOptions {
  url: string;
  hidden?: string[];
}

/** A field of hours as a picture: steps of hours in cells of degrees, and what lies within each step. */
export interface CoverageOptions {
  url: string;
  west: number;
  north: number;
  step: number;
  stepHours: number;
  /** Upper edges of the bands in hours. */
  edges: number[];
  days: number;
  cumulative: { places: number[]; people: number[]; countries: number[]; zones: number[] };
  origin: [lat: number, lon: number];
  lang: Lang;
  /** A railway that is missing, as the model has it. */
  link?: { line: [lat: number, lon: number][]; text: string } | null;
}

export interface SlideOptions {
  /** The places of all slides. */
  document: MapDocument;
}

export interface Columns {
  id: string[];
  zh: string[];
  en: string[];
  lon: (number | null)[];
  lat: (number | null)[];
  kind?: string[];
  status?: string[];
  precision?: string[];
  level?: string[];
  country?: string[];
  place?: string[];
  alias?: string[];
  n?: number[];
  lines?: (number[][] | null)[];
}

/** How the lines of one kind are drawn. */
export interface Stroke {
  style: "band" | "line" | "dotted";
  colour: string;
}

export interface LayerDocument {
  id: string;
  zh: string;
  en: string;
  geometry: string;
  symbol: { shape: Shape; colour: string };
  strokes?: Record<string, Stroke>;
  count: number;
  features?: Columns;
}

export interface MapDocument {
  view: string;
  mode: "inline" | "tiles";
  terms: Record<string, Record<string, Pair>>;
  layers: LayerDocument[];
  tiles?: string;
  tileZooms?: [number, number];
  /** Zooms from which lines can be had in more detail. */
  lineZooms?: number[];
}

/** What the server's search says of one thing. */
export interface SearchResult {
  type: "place" | "country" | "indicator";
  id: string;
  name: string;
  other: string | null;
  layer: string | null;
  meta: string[];
  why_text: string;
  by: string;
  href: string;
}

export interface SearchAnswer {
  query: string;
  count: number;
  results: SearchResult[];
}

/** One row of what was found: the number of a loaded feature or -1, and what the server says of it. */
export interface Found {
  i: number;
  result: SearchResult | null;
}

/** What can be asked for, with the places that each value would give. */
export interface FacetAnswer {
  count: number;
  text: string;
  facets: { id: string; title: string; choices: { id: string; text: string; places: number; chosen: boolean }[] }[];
}

/** One line part in world units (0 to 1 from the north-west corner of Web Mercator), with its bounds. */
export interface Part {
  xy: Float64Array;
  west: number;
  east: number;
  north: number;
  south: number;
}

/** What a canvas shows: world pixels of its upper left corner, world width in pixels, size in CSS pixels. */
export interface View {
  x: number;
  y: number;
  scale: number;
  width: number;
  height: number;
  zoom: number;
  dpr: number;
}

export interface Rect {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface BaseLabel {
  kind: string;
  zh: string;
  en: string;
  rank: number;
  x: number;
  y: number;
}

/** A symbol on the canvas: one feature, or several that stand too close to be told apart. */
export interface Mark {
  x: number;
  y: number;
  first: number;
  count: number;
}
