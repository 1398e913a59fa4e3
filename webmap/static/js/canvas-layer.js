// @ts-check
/** @import {View} from "./types.js" */
/** @import {Atlas} from "./context.js" */
import { worldSize } from "./project.js";

/** A short drag needs no redraw. */
const PAD = 0.3;

/** A canvas over the map that is painted when the map rests and only moved by CSS while it does not. */
export class CanvasLayer extends L.Layer {
  /** @param {Atlas} atlas @param {string} pane @param {number} zIndex */
  constructor(atlas, pane, zIndex) {
    super();
    this.atlas = atlas;
    this.paneName = pane;
    this.zIndex = zIndex;
    this.canvas = document.createElement("canvas");
    this.canvas.className = "atlas-canvas leaflet-zoom-animated";
    this.canvas.setAttribute("aria-hidden", "true");
    this.canvas.style.pointerEvents = "none";
    /** @type {View | null} */
    this.view = null;
    this.center = L.latLng(0, 0);
    /** How far the canvas reaches beyond each side of the map, as a share of its size. */
    this.pad = PAD;
    atlas.on("theme", () => this.redraw());
  }

  /** @param {L.Map} map */
  onAdd(map) {
    const pane = map.getPane(this.paneName) ?? map.createPane(this.paneName);
    pane.style.zIndex = String(this.zIndex);
    pane.style.pointerEvents = "none";
    pane.append(this.canvas);
    this.redraw();
    return this;
  }

  /** @returns {Record<string, L.LeafletEventHandlerFn>} */
  getEvents() {
    return {
      moveend: () => this.redraw(),
      resize: () => this.redraw(),
      viewreset: () => this.redraw(),
      zoom: () => this.follow(this._map.getCenter(), this._map.getZoom()),
      zoomanim: (event) => {
        const { center, zoom } = /** @type {L.ZoomAnimEvent} */ (event);
        this.follow(center, zoom);
      },
    };
  }

  /**
   * Move and scale the painted canvas to where a view will be; nothing is painted.
   *
   * @param {L.LatLng} center @param {number} zoom
   */
  follow(center, zoom) {
    const { view, _map: map } = this;
    if (!view) return;
    const scale = map.getZoomScale(zoom, view.zoom);
    // _getNewPixelOrigin is how Leaflet's own renderers ask where a zoom under way will end.
    const origin = /** @type {any} */ (map)._getNewPixelOrigin(center, zoom);
    const half = L.point(view.width, view.height).divideBy(2);
    const corner = map.project(this.center, zoom).subtract(half.multiplyBy(scale)).subtract(origin);
    L.DomUtil.setTransform(this.canvas, corner, scale);
  }

  redraw() {
    const map = this._map;
    if (!map) return;
    const size = map.getSize();
    if (size.x === 0 || size.y === 0) return;
    const corner = map.containerPointToLayerPoint(size.multiplyBy(-this.pad)).round();
    const whole = size.multiplyBy(1 + 2 * this.pad).round();
    const zoom = map.getZoom();
    const world = corner.add(map.getPixelOrigin());
    const { dpr } = this.atlas;
    this.view = { x: world.x, y: world.y, scale: worldSize(zoom), width: whole.x, height: whole.y, zoom, dpr };
    this.center = map.unproject(world.add(whole.divideBy(2)), zoom);
    const context = this.prepare(whole, dpr);
    L.DomUtil.setPosition(this.canvas, corner);
    this.paint(context, this.view);
  }

  /** @param {L.Point} size @param {number} dpr */
  prepare(size, dpr) {
    const { canvas } = this;
    const [width, height] = [Math.round(size.x * dpr), Math.round(size.y * dpr)];
    if (canvas.width !== width || canvas.height !== height) {
      [canvas.width, canvas.height] = [width, height];
      canvas.style.width = `${size.x}px`;
      canvas.style.height = `${size.y}px`;
    }
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, width, height);
    context.setTransform(dpr, 0, 0, dpr, 0, 0);
    return context;
  }

  /** @param {CanvasRenderingContext2D} _context @param {View} _view */
  paint(_context, _view) {
    throw new Error("A canvas layer says itself what it paints.");
  }
}
