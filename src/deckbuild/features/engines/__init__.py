"""Draws diagrams and charts by engines of others, in a process of its own whose time and memory are limited.

* In: the source of a diagram, and its kind: Mermaid, Graphviz, D2 or Vega-Lite.
* Out: SVG that holds no program and loads nothing, in colours that a style sheet sets; or what is wrong.
* Open first: `process`, which asks; `worker` answers.
"""
