window.RevealStamp = { id: "stamp", init: () => {} };
