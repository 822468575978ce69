var Reveal = { getQueryHash: function () { return {}; }, initialize: function () {} };
