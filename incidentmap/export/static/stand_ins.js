// What the screen's scripts and Leaflet look for in a browser when they are loaded: nothing here draws or listens.
// `textWidthOf(text, font)` comes from Python.
"use strict";

globalThis.window = globalThis.self = globalThis;

(() => {
  const nothing = () => {};
  const pen = {
    measureText: (text) => ({ width: textWidthOf(text, pen.font) }),
    createPattern: () => ({ setTransform: nothing, isHatch: true }),
    ...Object.fromEntries(["scale", "moveTo", "lineTo", "stroke"].map((name) => [name, nothing])),
  };
  const element = () => ({ style: {}, getContext: () => pen, setAttribute: nothing });
  Object.assign(globalThis, {
    document: { documentElement: { style: {} }, createElement: element, createElementNS: element, addEventListener: nothing, getElementById: () => null },
    navigator: { userAgent: "", platform: "" },
    screen: {},
    location: {},
    devicePixelRatio: 1,
    DOMMatrix: class { scale() { return this; } },
    ...Object.fromEntries(["addEventListener", "setTimeout", "queueMicrotask", "requestAnimationFrame"].map((name) => [name, nothing])),
  });
})();
