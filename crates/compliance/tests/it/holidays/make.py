"""Writes the holidays of the Netherlands as the package `holidays` has them (PyPI, MIT).

    pip install holidays==0.109
    python make.py > nl.csv
"""

import holidays

public = holidays.country_holidays("NL", years=range(1990, 2061), language="nl")
optional = holidays.country_holidays("NL", years=range(1990, 2061), language="nl", categories=("optional",))
print("# made by make.py with holidays", holidays.__version__)
for day in sorted({**optional, **public}):
    names = {name for each in (public, optional) for name in (each.get(day) or "").split("; ") if name}
    print(f"{day},{'; '.join(sorted(names))}")
