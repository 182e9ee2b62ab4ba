"""What the content checker points out in a text while it is written, besides what axe knows by itself.

The checker can be told where to look, not what to think: it gets no functions of ours. So ``rules`` says
what is poor, ``marking`` marks it in the preview of a page, and the checker points at the marks.
"""
