options.transition = "zoom";
options.plugins.push(Counter);
Reveal.addEventListener("ready", () => { window.sawReady = true; });
