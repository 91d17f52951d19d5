"""The table plan as pure rules: no Django, no database, no native solver.

`planning` says what a gathering is, `reading` understands it as a file, `planner.plan` seats it, `certificate`
says how good that is and what is proven. The verifier stands outside, in `conferences.verification`, and shares
nothing with this package.
"""
