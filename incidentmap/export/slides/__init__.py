"""A view as slides (PPTX): every text and chart native and to be edited, the map as vectors.

1. `deck` puts the slides in order; each kind of slide has a module.
2. `template` gives the empty presentation, `slide_frame` what stands on every slide, `slide_text` words.
3. `base_map` draws the ground once into a layout; `vector_shapes` writes parts of the map, which `cutting` keeps within
   its frame. What is drawn comes from `export.map_vectors`, as in every picture.
"""
