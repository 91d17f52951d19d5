"""The town's shared attitude: values, action fields and goals of the Marler Kodex, in versions.

Five words: version, value, action field, goal, serving.
"""
