"""A report as JUnit XML, which every CI shows: a test case a shape, failed by its violations."""

from __future__ import annotations

from xml.etree import ElementTree

from kg.syntax.xml import plain
from kg.validate.formats import words
from kg.validate.report import Report, Result, Severity


def junit(report: Report) -> str:
    """One suite; a case for each shape that was checked, with the number of its nodes, and for each with results."""
    found: dict[str, list[Result]] = {shape: [] for shape, _ in report.checked}
    for result in report.results:
        if not result.known:
            found.setdefault(result.shape, []).append(result)
    failing = [results for results in found.values() if _grave(results)]
    root = ElementTree.Element("testsuites")
    nodes = dict(report.checked)
    skipped = {shape for shape, results in found.items() if not results and not nodes.get(shape)}
    counts = {"tests": len(found), "failures": len(failing), "errors": 0, "skipped": len(skipped)}
    written = {name: str(count) for name, count in counts.items()}
    suite = ElementTree.SubElement(root, "testsuite", {"name": "kg validate", **written, "time": "0"})
    for shape, results in sorted(found.items()):
        case = ElementTree.SubElement(
            suite, "testcase", name=words.short(shape) or "(no name)", classname="shacl", time="0"
        )
        if grave := _grave(results):
            failure = ElementTree.SubElement(
                case, "failure", type=grave[0].component, message=plain(words.sentence(grave[0]))
            )
            failure.text = plain("\n".join(_line(result) for result in grave))
        rest = [_line(result) for result in results if result not in grave]
        if shape in skipped:
            ElementTree.SubElement(case, "skipped", message="no node of the data is one that this shape is about")
        output = [f"{words.counted(nodes[shape], 'node')} checked"] if shape in nodes else []
        ElementTree.SubElement(case, "system-out").text = plain("\n".join([*output, *rest]))
    ElementTree.SubElement(suite, "system-out").text = plain("\n".join([*report.notes, words.summary(report)]))
    ElementTree.indent(root)
    # the library writes a carriage return as it is, which a reader takes for a line feed
    document = ElementTree.tostring(root, encoding="unicode").replace("\r", "&#13;")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{document}\n'


def _grave(results: list[Result]) -> list[Result]:
    return [result for result in results if result.severity is Severity.VIOLATION]


def _line(result: Result) -> str:
    where = f"{result.place.file}:{result.place.line}: " if result.place else ""
    return f"{where}{result.severity.upper()}: {words.sentence(result)} [{words.plain(result.focus)}]"
