"""The Way: what people say travels from a contribution to an answer, and nothing said is lost.

Five words: contribution, need, decision, measure, answer.
"""
