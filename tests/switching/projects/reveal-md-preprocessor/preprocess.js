module.exports = (markdown, options) => Promise.resolve(markdown);
