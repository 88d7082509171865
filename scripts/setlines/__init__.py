"""Set lines, read from the pages of a PDF and judged by the rules of Chinese typesetting; knows nothing of the program that set them."""
