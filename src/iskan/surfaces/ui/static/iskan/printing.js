// A page meant for paper offers the printer as soon as it is drawn.

window.addEventListener("load", () => window.print());
