"""How every test of a page waits: for what is meant, never for a time that a busy machine may need longer than.

Two things are known exactly, as the page itself counts them: which runs of the script it has asked for and seen end,
and which of its own timers are due. Everything else is waited for by `expect`. A wait ends late on a slow machine, but
it ends the same way.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from time import monotonic
from weakref import WeakSet

from playwright.sync_api import BrowserContext, Frame, Locator, Page

from tests import patience

WAIT = 1000 * patience.SECONDS  # milliseconds
TIMERS = 300  # the page holds back what a hand does for 250 ms at most: st_folium its clicks, a table its choices

# Counts, within the page, what it asks its server for and what it hears. The numbers are Streamlit's fields in
# BackMsg and ForwardMsg: rerun_script 11; new_session 4, script_finished 6 (2 is: ended early, to run again).
WATCH = """(() => {
  const runs = window.incidentmapRuns = { asked: false, begun: false, ended: 0 };
  const fields = (bytes) => {
    const found = {};
    let at = 0;
    const number = () => {
      let value = 0;
      for (let power = 1; ; power *= 128) {
        const byte = bytes[at++];
        value += (byte & 127) * power;
        if (byte < 128) return value;
      }
    };
    while (at < bytes.length) {
      const tag = number(), value = number();
      found[Math.floor(tag / 8)] = value;
      if (tag % 8 === 2) at += value;
    }
    return found;
  };
  const hear = (bytes) => {
    const message = fields(bytes);
    if (4 in message) runs.begun = true;
    if (6 in message && message[6] !== 2 && runs.begun) {
      runs.asked = false;
      runs.ended += 1;
    }
  };
  window.WebSocket = class extends WebSocket {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", ({ data }) => data instanceof ArrayBuffer && hear(new Uint8Array(data)));
    }
    send(data) {
      const { buffer, byteOffset, byteLength } = data;  // a part of a buffer that may hold other messages, too
      const sent = fields(new Uint8Array(buffer, byteOffset, byteLength));
      if (11 in sent) Object.assign(runs, { asked: true, begun: false });
      super.send(data);
    }
  };
})()"""

# A notice goes by itself ten seconds after it came, when a slow machine may not have looked yet.
_NOTICES_STAY = """(() => {
  const set = window.setTimeout;
  window.setTimeout = (run, after, ...given) => after === 10000 ? 0 : set(run, after, ...given);
})()"""

# One timer set now is due after all that were set before for a shorter time, however slow the machine; then a frame.
_TIMERS = """(milliseconds) => new Promise((done) =>
  setTimeout(() => requestAnimationFrame(() => setTimeout(done)), milliseconds))"""
_AT_REST = """() => {
  const { asked, ended } = window.incidentmapRuns;
  const app = document.querySelector("[data-testid=stApp]");
  return !asked && ended > 0 && app?.dataset.testScriptState === "notRunning"
    && !document.querySelector("[data-stale=true]")
    && !document.querySelector("[data-testid=stSkeleton]");  // a widget whose scripts are still being fetched
}"""

_STILL = """() => document.getAnimations().every(
  (each) => each.playState !== "running" || each.effect.getComputedTiming().endTime === Infinity)"""
_MAP_AT_REST = """() => window.map && map.getPane("outlines")
  && !map._animatingZoom && !(map._panAnim && map._panAnim._inProgress)"""


_counting: WeakSet[Page] = WeakSet()


def be_patient(page: Page) -> None:
    """Let a page count its runs, and let a slow machine have its time."""
    if page not in _counting:
        page.add_init_script(WATCH)
        _counting.add(page)
    give_time(page.context)


def keep_notices(page: Page) -> None:
    """Let the notices of a page stay that is yet to be opened."""
    page.add_init_script(_NOTICES_STAY)


def give_time(context: BrowserContext) -> None:
    """Let all pages of a context have all the time they need."""
    context.set_default_timeout(WAIT)
    context.set_default_navigation_timeout(WAIT)


def settle(page: Page) -> None:
    """Wait until the page has sent what a hand did, the script has run for it, and all of that is drawn."""
    while True:
        page.wait_for_function(_AT_REST)
        page.evaluate(_TIMERS, TIMERS)
        if page.evaluate(_AT_REST):
            return


def stand_still(frame: Page | Frame) -> None:
    """Wait until nothing fades, opens or slides; a spinner turns for ever, and is not waited for."""
    frame.wait_for_function(_STILL)


def map_at_rest(frame: Frame) -> None:
    """Wait until a map is there, and neither moves nor zooms."""
    frame.wait_for_function(_MAP_AT_REST)


def hover(page: Page, x: float, y: float, shown: Locator) -> None:
    """Move the mouse about a point, as a hand does, until something shows; Leaflet drops some moves."""
    steps = count()

    def moved() -> bool:
        page.mouse.move(x + next(steps) % 3, y)
        return shown.is_visible()

    until(page, moved, lambda: "nothing shows under the mouse")


def until(page: Page, holds: Callable[[], bool], told: Callable[[], str]) -> None:
    """Wait until something holds that only Python can tell."""
    end = monotonic() + patience.SECONDS
    while not holds():
        assert monotonic() < end, told()
        page.wait_for_timeout(50)
