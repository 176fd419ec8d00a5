"""The desk: what managers and reps open in the morning. Django, on the floors below.

Rooms: `people` (who, and `policy.py`: whose conversation one may see), `calls`, `coaching`,
`desk` (the pages people land on), `audit`, `jobs`, `ui` (what every page is made of).
"""
