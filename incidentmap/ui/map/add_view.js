// Tell between which corners the map looks, as frame.js keeps them on the page; each press is told, also at the same place.
export default function ({ parentElement, setTriggerValue }) {
  parentElement.querySelector("button").onclick = () =>
    setTriggerValue("pressed", { corners: (window.incidentMapMemory || {}).corners || null });
}
