// A text area in which every change is refused: browsers let one select in it with the mouse, by touch and by keyboard,
// and screen readers know it. (One that is `readonly` has no caret in Chromium, so keys could not select.)
// Its value has LF for every line end, so offsets are counted on the text itself.
const states = new WeakMap();

// Position in the text area (UTF-16, LF) to position in the text (code points, line ends as they came).
function codePoints(text, position) {
  let shown = 0;
  let points = 0;
  let index = 0;
  while (shown < position && index < text.length) {
    const char = String.fromCodePoint(text.codePointAt(index));
    const crlf = char === "\r" && text[index + 1] === "\n";
    index += crlf ? 2 : char.length;
    points += crlf ? 2 : 1;
    shown += char.length;
  }
  return points;
}

export default function ({ parentElement, data, setTriggerValue }) {
  const [label, area, button, status] = ["label", "textarea", "button", "span"].map((tag) => parentElement.querySelector(tag));
  label.textContent = data.label;
  area.setAttribute("aria-label", data.label);
  button.textContent = "Mark the selected words";
  if (states.get(parentElement) !== data.text) {
    states.set(parentElement, data.text);
    area.value = data.text;
    area.setSelectionRange(0, 0);
  }
  const look = () => {
    const length = area.selectionEnd - area.selectionStart;
    button.disabled = length === 0;
    status.textContent = length ? `${length} characters selected` : "Select the words in the text";
  };
  const mark = () => {
    const [start, end] = [area.selectionStart, area.selectionEnd].map((at) => codePoints(data.text, at));
    if (start < end) setTriggerValue("marked", { start, end });
  };
  area.onbeforeinput = (event) => event.preventDefault();
  area.oninput = () => { area.value = data.text; look(); }; // what is composed of several keys cannot be refused before
  area.onselect = look;
  area.onkeyup = look;
  area.onmouseup = look;
  button.onclick = mark;
  look();
}
