"""Tables for people, JSON for programs."""

from dataclasses import asdict
from statistics import median

RATIOS = ("wall", "cpu", "memory")


def show(result):
    print(f"\n{result.title}")
    rows = [["", "wall s", "min-max", "CPU s", "peak MB", "files", "pages", "MB", "written",
             "wall", "min-max", "CPU", "memory"]]
    reference = result.measured[0]
    for one in result.measured:
        if one.refusal:
            rows.append([one.name, one.refusal])
        else:
            rows.append([one.name, *figures(one), *ratios(reference, one)])
    print_table(rows, f"{reference.name} / this")
    if result.remark:
        print(result.remark)


def figures(one):
    wall = [cost.wall for cost in one.costs]
    tree = one.tree
    return [
        f"{median(wall):.3f}", f"{min(wall):.3f}-{max(wall):.3f}",
        f"{median(cost.cpu for cost in one.costs):.3f}", f"{median(cost.memory for cost in one.costs) / 1e6:.0f}",
        *([f"{tree.files:,}", f"{tree.pages:,}", f"{tree.bytes / 1e6:.1f}"] if tree else ["", "", ""]),
        f"{median(one.written):,.0f}" if one.written else ""]


def ratios(reference, one):
    if one is reference or len(one.costs) != len(reference.costs):
        return ["", "", "", ""]
    of = {name: pairwise(reference, one, name) for name in RATIOS}
    wall = of["wall"]
    return [f"{median(wall):.3f}", f"{min(wall):.3f}-{max(wall):.3f}", f"{median(of['cpu']):.3f}",
            f"{median(of['memory']):.3f}"]


def pairwise(reference, one, name):
    """The reference's cost in parts of this one's, round by round."""
    return [getattr(a, name) / max(getattr(b, name), 1e-6) for a, b in zip(reference.costs, one.costs)]


def print_table(rows, over):
    columns = len(rows[0])
    widths = [max(len(row[c]) for row in rows if len(row) == columns) for c in range(columns)]
    margin = sum(widths[:-4]) + 2 * (columns - 4)
    print(" " * margin + over)
    for row in rows:
        if len(row) == columns:
            cells = [row[0].ljust(widths[0])] + [cell.rjust(width) for cell, width in zip(row[1:], widths[1:])]
        else:
            cells = [row[0].ljust(widths[0]), *row[1:]]
        print("  ".join(cells).rstrip())


def plain(results):
    """Everything measured, with the ratios that the tables show."""
    shown = []
    for result in results:
        reference = result.measured[0]
        rows = []
        for one in result.measured:
            row = asdict(one)
            if one is not reference and not one.refusal and len(one.costs) == len(reference.costs):
                row["ratios"] = {name: median(pairwise(reference, one, name)) for name in RATIOS}
            rows.append(row)
        shown.append({"title": result.title, "remark": result.remark, "measured": rows})
    return shown
