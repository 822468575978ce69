const Counter = { id: "counter", init: () => { window.pluginStarted = true; } };
